#pragma once

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/control/value.hpp>

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::control {

/// The other side of a connection has left.
class gone : public error {
public:
    explicit gone(std::string const& path);
    ~gone() override;
    gone(gone const&) = default;
    gone& operator=(gone const&) = default;
    gone(gone&&) = default;
    gone& operator=(gone&&) = default;
};

/// The other end of a server's socket. Not for several threads.
class client {
public:
    /// Throws error(not_found) where nobody answers, error(timed_out) where somebody is there who
    /// takes nobody in for so long, error(io) for other trouble.
    explicit client(
        std::string const& path, std::chrono::milliseconds within = std::chrono::seconds{10});

    /// Sends a request and waits for its reply; what comes meanwhile is kept for next_event().
    /// Gives the result as JSON. Throws what the other side says, as an error with its exit
    /// status; error(timed_out); gone.
    [[nodiscard]] std::string
    call(std::string_view method, std::string_view params, std::chrono::milliseconds within);
    /// Sends a request without waiting for its reply; the reply's id. Throws error(timed_out) if it
    /// cannot be sent in time; gone.
    [[nodiscard]] int
    ask(std::string_view method, std::string_view params, std::chrono::milliseconds within);
    struct answer {
        int id = 0;  ///< 0 if the other side could not tell which request it is
        std::string result;
        std::optional<error> fault;
    };
    /// The next reply to whatever was asked; nothing if there is none in time. Throws gone.
    [[nodiscard]] std::optional<answer> next_answer(std::chrono::milliseconds within);
    /// The params of the next notification, as JSON; nothing if there is none in time. Throws
    /// gone.
    [[nodiscard]] std::optional<std::string> next_event(std::chrono::milliseconds within);
    /// For poll(): it can be read from. There may be events that were read already.
    [[nodiscard]] int fd() const { return fd_.get(); }
    [[nodiscard]] bool has_events() const { return !events_.empty(); }

private:
    using deadline = std::chrono::steady_clock::time_point;
    void send(std::string_view line, deadline until);
    [[nodiscard]] std::optional<answer> read_answer(deadline until);
    /// False if the time is over first.
    [[nodiscard]] bool read_line(std::string& into, deadline until);
    [[nodiscard]] bool wait(short events, deadline until) const;

    std::string path_;
    unique_fd fd_;
    std::string pending_;
    std::size_t looked_at_ = 0;  // of pending_, without a line end
    std::deque<std::string> events_;
    int last_id_ = 0;
};

/// What is called `name` in the JSON of an object, as JSON; empty if there is none. For long texts
/// of which little is wanted: nothing is made of the rest.
[[nodiscard]] std::string_view member_of(std::string_view object, std::string_view name);
/// The elements of a list, each as JSON.
[[nodiscard]] std::vector<std::string_view> elements_of(std::string_view list);

}  // namespace bt::control
