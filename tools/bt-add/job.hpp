#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/session/session.hpp>

#include <bt-add/limits.hpp>
#include <chrono>
#include <optional>
#include <string>

namespace bt_add {

/// How one input ended.
struct outcome {
    bt::exit_code code = bt::exit_code::ok;
    std::string reason;    ///< one word for the summary
    std::string sentence;  ///< for standard error; empty when all is well
};

/// One input on its way to being a download. Holds no session: what happens is told to it, and
/// it says how that ends.
class job {
public:
    job(std::string input, bt::session::torrent_id id, bool has_metadata);

    void on_event(bt::session::event const& what, std::chrono::milliseconds now);
    void on_status(bt::record::torrent_status const& status, std::chrono::milliseconds now);
    /// Ends it if a limit has passed.
    void on_time(limits const& given, std::chrono::milliseconds now);

    [[nodiscard]] std::string const& input() const { return input_; }
    [[nodiscard]] bt::session::torrent_id id() const { return id_; }
    [[nodiscard]] std::optional<outcome> const& end() const { return end_; }
    [[nodiscard]] bt::record::torrent_status const& status() const { return status_; }
    /// Its name once known, else the input.
    [[nodiscard]] std::string name() const;
    /// When it ended, since the start of the run.
    [[nodiscard]] std::chrono::milliseconds ended_at() const { return ended_at_; }

private:
    void finish(outcome how, std::chrono::milliseconds now);
    void fail(
        std::string_view reason,
        bt::exit_code code,
        std::string_view why,
        std::chrono::milliseconds now);

    std::string input_;
    bt::session::torrent_id id_;
    standing standing_;
    bt::record::torrent_status status_;
    std::optional<outcome> end_;
    std::chrono::milliseconds ended_at_{0};
};

}  // namespace bt_add
