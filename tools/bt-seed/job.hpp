#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/session/session.hpp>

#include <optional>
#include <string>

namespace bt_seed {

/// Why a torrent cannot be served.
struct refusal {
    bt::exit_code code = bt::exit_code::ok;
    std::string sentence;
};

/// One torrent: being checked, then served or refused. Holds no session: what happens is told
/// to it.
class job {
public:
    job(std::string input, bt::session::torrent_id id, std::string magnet);

    void on_status(bt::record::torrent_status const& status) { status_ = status; }
    /// The check is over; decides by the status that was told last.
    void on_checked();
    void on_failure(bt::exit_code code, std::string_view why);

    [[nodiscard]] std::string const& input() const { return input_; }
    [[nodiscard]] bt::session::torrent_id id() const { return id_; }
    [[nodiscard]] std::string const& magnet() const { return magnet_; }
    [[nodiscard]] bt::record::torrent_status const& status() const { return status_; }
    [[nodiscard]] bool is_served() const { return served_; }
    [[nodiscard]] bool is_checking() const { return !served_ && !refused_; }
    [[nodiscard]] std::optional<refusal> const& refused() const { return refused_; }
    [[nodiscard]] std::string name() const { return status_.name.value_or(input_); }

private:
    std::string input_;
    bt::session::torrent_id id_;
    std::string magnet_;
    bt::record::torrent_status status_;
    bool served_ = false;
    std::optional<refusal> refused_;
};

}  // namespace bt_seed
