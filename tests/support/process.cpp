#include "process.hpp"

#include "files.hpp"

#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/io.hpp>
#include <boost/process/search_path.hpp>
#include <boost/process/start_dir.hpp>

#include <signal.h>
#include <sys/wait.h>

#include <filesystem>
#include <sstream>
#include <thread>

namespace bt::test {
namespace {

namespace bp = boost::process;
using clock_type = std::chrono::steady_clock;
constexpr std::chrono::milliseconds look_again{20};

std::string locate(std::string const& program)
{
    if (program.starts_with('/')) return program;
    auto const own = std::string{BT_TEST_BIN} + "/" + program;
    if (std::filesystem::exists(own)) return own;
    auto const found = bp::search_path(program).string();
    // Servers are there, and only root has it on the path.
    auto const server = "/usr/sbin/" + program;
    return found.empty() && std::filesystem::exists(server) ? server : found;
}

std::vector<std::string> lines_of(std::string const& text)
{
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line) && !in.eof();)
        lines.push_back(line);
    return lines;
}

bp::environment environment_of(command const& what)
{
    bp::environment variables = boost::this_process::environment();
    variables["LC_ALL"] = "C.UTF-8";
    variables["TZ"] = "UTC";
    variables["XDG_CONFIG_HOME"] = "/nonexistent";
#ifdef BT_TEST_TAP
    // What tools print is checked after all tests, where ctest has made room for it.
    if (what.program.starts_with("bt-") && std::filesystem::is_directory(BT_TEST_RECORDS)) {
        variables["BT_RECORD_TAP"] = BT_TEST_RECORDS;
        variables["LD_PRELOAD"] = BT_TEST_TAP;
    }
#endif
    for (auto const& [name, value] : what.variables)
        variables[name] = value;
    return variables;
}

}  // namespace

nlohmann::json ended::last_line() const
{
    auto const all = lines_of(out);
    return all.empty() ? nlohmann::json{} : nlohmann::json::parse(all.back(), nullptr, false);
}

std::vector<nlohmann::json> ended::lines() const
{
    std::vector<nlohmann::json> parsed;
    for (auto const& line : lines_of(out))
        parsed.push_back(nlohmann::json::parse(line));
    return parsed;
}

struct process::state {
    explicit state(command const& what)
        : child{
            bp::exe = locate(what.program),
            bp::args = what.arguments,
            bp::start_dir = what.folder,
            bp::std_in<bp::null, bp::std_out> out_file(),
            bp::std_err > err_file(),
            environment_of(what)}
    {
    }

    [[nodiscard]] std::string out_file() const { return folder / "out"; }
    [[nodiscard]] std::string err_file() const { return folder / "err"; }

    /// The status if it has ended. waitpid rather than Boost's timed wait, which swaps the
    /// process's SIGCHLD handler.
    std::optional<int> reap()
    {
        if (status) return status;
        int raw = 0;
        if (::waitpid(child.id(), &raw, WNOHANG) != child.id()) return std::nullopt;
        status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
        child.detach();
        return status;
    }

    scratch folder;
    bp::child child;
    std::optional<int> status;
};

process::process(command what)
    : state_{std::make_unique<state>(what)}
{
}

process::~process()
{
    (void)wait(std::chrono::seconds{0});
}

std::optional<std::string> process::wait_for_line(
    std::function<bool(std::string const&)> const& wanted, std::chrono::seconds within)
{
    auto const deadline = clock_type::now() + within;
    for (;;) {
        bool const over = state_->reap().has_value() || clock_type::now() >= deadline;
        for (auto const& line : lines_of(read_file(state_->out_file())))
            if (wanted(line)) return line;
        if (over) return std::nullopt;
        std::this_thread::sleep_for(look_again);
    }
}

std::optional<nlohmann::json>
process::wait_for(std::string const& kind, std::chrono::seconds within)
{
    auto const line = wait_for_line(
        [&](std::string const& each) {
            auto const parsed = nlohmann::json::parse(each, nullptr, false);
            return parsed.is_object() && parsed.value("kind", "") == kind;
        },
        within);
    if (!line) return std::nullopt;
    return nlohmann::json::parse(*line);
}

void process::signal(int number)
{
    if (!state_->reap()) ::kill(state_->child.id(), number);
}

ended process::wait(std::chrono::seconds within)
{
    auto const deadline = clock_type::now() + within;
    while (!state_->reap() && clock_type::now() < deadline)
        std::this_thread::sleep_for(look_again);
    if (!state_->reap()) {
        ::kill(state_->child.id(), SIGKILL);
        int raw = 0;
        ::waitpid(state_->child.id(), &raw, 0);
        state_->child.detach();
        state_->status = -1;
    }
    return {*state_->status, read_file(state_->out_file()), read_file(state_->err_file())};
}

ended run(command what, std::chrono::seconds within)
{
    process one{std::move(what)};
    return one.wait(within);
}

bool is_installed(std::string const& program)
{
    auto const path = locate(program);
    return !path.empty() && std::filesystem::exists(path);
}

bool eventually(std::function<bool()> const& holds, std::chrono::seconds within)
{
    auto const deadline = clock_type::now() + within;
    while (!holds()) {
        if (clock_type::now() >= deadline) return false;
        std::this_thread::sleep_for(look_again);
    }
    return true;
}

}  // namespace bt::test
