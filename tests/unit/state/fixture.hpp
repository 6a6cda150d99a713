#pragma once

#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/state/saved_torrent.hpp>

#include <gtest/gtest.h>
#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bt::test {

template <class Call>
error caught_error(Call call)
{
    try {
        call();
    } catch (error const& e) {
        return e;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {exit_code::ok, ""};
}

/// Another one for each number, with every field in use.
[[nodiscard]] state::saved_torrent sample_torrent(int number, std::size_t resume_size = 100);
[[nodiscard]] std::vector<state::saved_torrent>
sample_torrents(int count, std::size_t resume_size = 100);

/// Does it in a database that no store has open.
void change(std::string const& database, std::string const& sql);
/// The first value that a query gives.
[[nodiscard]] std::string ask(std::string const& database, std::string const& query);

[[nodiscard]] unsigned mode_of(std::string const& path);

/// A process of the test's own, which does not outlive it.
class forked {
public:
    /// `work` may say a number to its parent at any time, and ends the process by returning.
    explicit forked(std::function<void(std::function<void(int)> const& say)> const& work);
    ~forked();
    forked(forked const&) = delete;
    forked& operator=(forked const&) = delete;
    forked(forked&&) = delete;
    forked& operator=(forked&&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// The next number that it said; nothing once it has ended.
    [[nodiscard]] std::optional<int> listen();
    /// SIGKILL, and waits until it is gone.
    void kill();

private:
    pid_t pid_ = -1;
    int from_ = -1;
};

}  // namespace bt::test
