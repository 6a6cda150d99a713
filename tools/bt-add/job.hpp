#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/host/owner.hpp>
#include <bt/session/session.hpp>
#include <bt/torrent/contents.hpp>

#include <bt-add/limits.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt_add {

/// How one input ended.
struct outcome {
    bt::exit_code code = bt::exit_code::ok;
    std::string reason;    ///< one word for the summary
    std::string sentence;  ///< for standard error; empty when all is well
    std::string hint = {};
};

/// What is left to do with content that is all here, in this order.
enum class closing { streaming, comparing, telling, hooking, done };

enum class stage {
    metadata,     ///< a link waits for its info dictionary
    asking,       ///< it is here; its update URL is asked for what took its place
    fetching,     ///< content comes, or is checked
    finishing,    ///< all is here; it is compared, streamed, handed to the hook
    giving_back,  ///< a seed, until a goal is reached
    ended
};

/// One input on its way to being a download. Holds no session: what happens is told to it, and
/// it says how that ends.
class job {
public:
    job(std::string input, std::chrono::milliseconds now);
    void set_id(bt::session::torrent_id id) { id_ = id; }

    void on_event(bt::session::event const& what, std::chrono::milliseconds now);
    void on_status(bt::record::torrent_status const& status, std::chrono::milliseconds now);
    /// Ends it if a limit has passed, or a goal is reached.
    void on_time(limits const& given, seed_goals const& goals, std::chrono::milliseconds now);

    /// The metadata is there; `levels` is empty if all files are wanted.
    void take_contents(bt::torrent::contents what, std::vector<int> levels);
    void forget_contents() { contents_.reset(); }
    void enter(stage next, std::chrono::milliseconds now);
    /// It is slow on purpose: nobody is to blame for that.
    void hold_back(bool held) { held_back_ = held; }
    void finish(outcome how, std::chrono::milliseconds now);
    void fail(
        std::string_view reason,
        bt::exit_code code,
        std::string_view why,
        std::chrono::milliseconds now);

    [[nodiscard]] std::string const& input() const { return input_; }
    [[nodiscard]] bt::session::torrent_id id() const { return id_; }
    [[nodiscard]] stage at() const { return stage_; }
    [[nodiscard]] std::optional<outcome> const& end() const { return end_; }
    [[nodiscard]] bt::record::torrent_status const& status() const { return status_; }
    [[nodiscard]] std::optional<bt::torrent::contents> const& contents() const { return contents_; }
    [[nodiscard]] std::vector<int> const& levels() const { return levels_; }
    /// The indices that its link selects (BEP 53).
    std::vector<std::int64_t> of_link;
    std::optional<std::int64_t> creation_date;  ///< Unix seconds
    closing step = closing::streaming;
    /// What it was added by. With metadata_alone it is added again once it has that.
    bt::session::add_request request;
    std::string magnet;
    std::optional<bt::host::labels> sorted;  ///< as a client of the control socket wants it
    bool closes = false;                     ///< it is being saved for the last time
    bool is_saved = false;                   ///< in its session, for the last time
    bool is_complained_of = false;           ///< that it could not be saved is told once
    /// It failed, and how far it came is being saved since.
    std::optional<std::chrono::milliseconds> leaves_since;
    /// Whether a file is wanted.
    [[nodiscard]] bool wants(std::int64_t file) const;
    /// Its name once known, else the input.
    [[nodiscard]] std::string name() const;
    /// From its start to the moment everything was here, or to its end.
    [[nodiscard]] std::chrono::milliseconds length() const { return complete_at_ - started_; }
    [[nodiscard]] std::chrono::milliseconds complete_at() const { return complete_at_; }
    /// For a while now, and nobody said so.
    [[nodiscard]] bool has_been_finished(std::chrono::milliseconds now) const;
    [[nodiscard]] bool is_complete() const { return is_complete_; }

private:
    std::string input_;
    bt::session::torrent_id id_ = 0;
    std::chrono::milliseconds started_;
    stage stage_ = stage::metadata;
    standing standing_;
    rate_window window_;
    bt::record::torrent_status status_;
    std::optional<bt::torrent::contents> contents_;
    std::vector<int> levels_;
    std::optional<outcome> end_;
    std::chrono::milliseconds complete_at_{0};
    std::optional<std::chrono::milliseconds> finished_since_;
    bool is_complete_ = false;
    bool held_back_ = false;
};

}  // namespace bt_add
