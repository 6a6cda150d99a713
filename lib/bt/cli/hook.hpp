#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Programs of the user's that are told what happened.
namespace bt::cli {

/// The words of a command line: blanks part them, quotes and backslashes keep them together, and
/// nothing else means anything. Nothing for no word at all and for a quote without an end.
[[nodiscard]] std::optional<std::vector<std::string>> split_words(std::string_view text);

struct hook_call {
    std::vector<std::string> command;  ///< the first is looked for in $PATH; no shell
    std::string input;                 ///< what it reads on standard input
    /// Beside the environment of this process.
    std::vector<std::pair<std::string, std::string>> environment;
    std::chrono::milliseconds timeout{0};  ///< 0 is none
};

struct hook_end {
    int status = 0;  ///< as a shell says it: 128 + n after a signal
    bool timed_out = false;
    std::string trouble;  ///< why it could not be started; empty if it was
    [[nodiscard]] bool is_fine() const { return status == 0 && trouble.empty(); }
};

/// How a call that is not fine ended, as a sentence.
[[nodiscard]] std::string end_text(std::string const& command, hook_end const& how);

/// Runs some calls at a time, the others after them in order. The program gets no descriptor but
/// 0 to 2, and its output goes to standard error. Used on one thread.
class hook_runner {
public:
    explicit hook_runner(std::size_t at_a_time = 4);
    /// Ends what still runs.
    ~hook_runner();
    hook_runner(hook_runner const&) = delete;
    hook_runner& operator=(hook_runner const&) = delete;
    hook_runner(hook_runner&&) = delete;
    hook_runner& operator=(hook_runner&&) = delete;

    using then = std::function<void(hook_end const&)>;
    void call(hook_call what, then done);
    /// Looks who ended, calls `done` of those, and starts the next. To be called often.
    void look();
    [[nodiscard]] bool is_idle() const { return running_.empty() && waiting_.empty(); }

private:
    struct child {
        int pid = 0;
        std::chrono::steady_clock::time_point started;
        std::chrono::milliseconds timeout{0};
        int signals_sent = 0;
        then done;
    };
    void start();

    std::size_t at_a_time_;
    std::vector<child> running_;
    std::deque<std::pair<hook_call, then>> waiting_;
};

}  // namespace bt::cli
