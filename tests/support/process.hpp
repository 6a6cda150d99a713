#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bt::test {

struct command {
    std::string program;  ///< a tool's name, that of any program on the path, or a path
    std::vector<std::string> arguments;
    std::string folder = ".";
    std::map<std::string, std::string> variables;  ///< beside the test's own
};

/// How a process ended.
struct ended {
    int status = -1;  ///< 128 + n if signal n ended it; -1 if it had to be killed
    std::string out;
    std::string err;

    /// The last line of `out` as JSON; null if it is none.
    [[nodiscard]] nlohmann::json last_line() const;
    /// Every line of `out` as JSON; fails the parse of any that is not.
    [[nodiscard]] std::vector<nlohmann::json> lines() const;
};

/// A process of a test's own, which does not outlive it. To be used from one thread. Its streams
/// go to files, so it never waits for a reader.
class process {
public:
    explicit process(command what);
    ~process();
    process(process const&) = delete;
    process& operator=(process const&) = delete;
    process(process&&) = delete;
    process& operator=(process&&) = delete;

    /// The first line of output that `wanted` likes; nothing if none came in time or it ended.
    [[nodiscard]] std::optional<std::string> wait_for_line(
        std::function<bool(std::string const&)> const& wanted,
        std::chrono::seconds within = std::chrono::seconds{20});
    /// The first JSON line of this kind.
    [[nodiscard]] std::optional<nlohmann::json>
    wait_for(std::string const& kind, std::chrono::seconds within = std::chrono::seconds{20});

    void signal(int number);
    /// Waits for its end, and ends it if that takes longer.
    ended wait(std::chrono::seconds within = std::chrono::seconds{60});

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Starts, waits, and gives how it ended.
ended run(command what, std::chrono::seconds within = std::chrono::seconds{60});

/// Whether `command` finds this program.
[[nodiscard]] bool is_installed(std::string const& program);

/// Whether `holds` became true in time; looked at twenty times a second.
[[nodiscard]] bool eventually(
    std::function<bool()> const& holds, std::chrono::seconds within = std::chrono::seconds{20});

}  // namespace bt::test
