#include "hook.hpp"

#include <bt/base/file.hpp>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

extern char** environ;

namespace bt::cli {
namespace {

constexpr std::chrono::seconds grace{2};

/// What spawning needs, freed at the end.
class spawn_plan {
public:
    explicit spawn_plan(int input)
    {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        // Standard output is for our records.
        ::posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
        // libtorrent 2.0.8 opens its sockets without O_CLOEXEC.
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        // A group of its own: what it starts ends with it, and Ctrl-C is for us alone.
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(
            &attributes_,
            static_cast<short>(
                POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP));
    }
    ~spawn_plan()
    {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    spawn_plan(spawn_plan const&) = delete;
    spawn_plan& operator=(spawn_plan const&) = delete;
    spawn_plan(spawn_plan&&) = delete;
    spawn_plan& operator=(spawn_plan&&) = delete;

    /// errno, or 0 and the process.
    [[nodiscard]] int
    run(std::vector<std::string> const& command,
        std::vector<std::string> const& more,
        int& pid) const
    {
        std::vector<char*> arguments;
        for (auto const& word : command)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        std::vector<char*> variables;
        // The first of a name counts.
        for (auto const& each : more)
            variables.push_back(const_cast<char*>(each.c_str()));
        for (auto** each = environ; *each != nullptr; ++each)
            variables.push_back(*each);
        variables.push_back(nullptr);
        return ::posix_spawnp(
            &pid, arguments[0], &actions_, &attributes_, arguments.data(), variables.data());
    }

private:
    ::posix_spawn_file_actions_t actions_{};
    ::posix_spawnattr_t attributes_{};
};

/// Nobody has to wait for a program that does not read.
unique_fd file_of(std::string const& bytes)
{
    unique_fd fd{::memfd_create("bt-hook", MFD_CLOEXEC)};
    if (fd && (!write_all(fd.get(), bytes) || ::lseek(fd.get(), 0, SEEK_SET) != 0)) return {};
    return fd;
}

int status_of(int wait_status)
{
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

}  // namespace

std::optional<std::vector<std::string>> split_words(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char const c = text[at];
        bool const blank = c == ' ' || c == '\t' || c == '\n';
        if (quote == 0 && blank) {
            if (in_word) words.push_back(std::exchange(word, {}));
            in_word = false;
            continue;
        }
        in_word = true;
        if (quote == 0 && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote && quote != 0)
            quote = 0;
        else if (c == '\\' && quote != '\'' && at + 1 < text.size())
            word.push_back(text[++at]);
        else
            word.push_back(c);
    }
    if (quote != 0) return std::nullopt;
    if (in_word) words.push_back(word);
    if (words.empty() || words.front().empty()) return std::nullopt;
    return words;
}

std::string end_text(std::string const& command, hook_end const& how)
{
    if (!how.trouble.empty()) return fmt::format("cannot run {}: {}", command, how.trouble);
    if (how.timed_out) return fmt::format("{} took too long and was ended", command);
    return fmt::format("{} ended with status {}", command, how.status);
}

hook_runner::hook_runner(std::size_t at_a_time)
    : at_a_time_{at_a_time}
{
}

hook_runner::~hook_runner()
{
    for (auto const& each : running_) {
        ::kill(-each.pid, SIGTERM);
        ::waitpid(each.pid, nullptr, WNOHANG);
    }
}

void hook_runner::call(hook_call what, then done)
{
    waiting_.emplace_back(std::move(what), std::move(done));
    start();
}

void hook_runner::start()
{
    while (running_.size() < at_a_time_ && !waiting_.empty()) {
        auto const [what, done] = std::move(waiting_.front());
        waiting_.pop_front();
        std::vector<std::string> variables;
        for (auto const& [name, value] : what.environment)
            variables.push_back(name + "=" + value);
        auto const input = file_of(what.input);
        int pid = 0;
        auto const reason =
            input ? spawn_plan{input.get()}.run(what.command, variables, pid) : errno;
        if (reason != 0) {
            done({.status = 127, .trouble = std::generic_category().message(reason)});
            continue;
        }
        running_.push_back(
            {.pid = pid,
             .started = std::chrono::steady_clock::now(),
             .timeout = what.timeout,
             .signals_sent = 0,
             .done = done});
    }
}

void hook_runner::look()
{
    auto const now = std::chrono::steady_clock::now();
    std::vector<std::pair<hook_end, then>> ended;
    std::erase_if(running_, [&](child& each) {
        int status = 0;
        if (::waitpid(each.pid, &status, WNOHANG) == each.pid) {
            ended.push_back(
                {{.status = status_of(status), .timed_out = each.signals_sent > 0}, each.done});
            return true;
        }
        auto const spent = now - each.started;
        if (each.timeout.count() > 0 && each.signals_sent == 0 && spent >= each.timeout) {
            ::kill(-each.pid, SIGTERM);
            each.signals_sent = 1;
        } else if (each.signals_sent == 1 && spent >= each.timeout + grace) {
            ::kill(-each.pid, SIGKILL);
            each.signals_sent = 2;
        }
        return false;
    });
    for (auto const& [how, done] : ended)
        done(how);
    start();
}

}  // namespace bt::cli
