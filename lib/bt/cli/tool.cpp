#include "tool.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/base/version.hpp>
#include <bt/cli/config.hpp>
#include <bt/cli/console.hpp>
#include <bt/cli/doc.hpp>
#include <bt/cli/help.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/ostream.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <new>
#include <system_error>

namespace bt::cli {
namespace {

// CLI11 numbers its errors 100 to 127, which must not reach the shell.
exit_code status_of(CLI::ParseError const& e)
{
    auto const* config = dynamic_cast<CLI::ConfigError const*>(&e);
    auto const* file = dynamic_cast<CLI::FileError const*>(&e);
    return config != nullptr || file != nullptr ? exit_code::config : exit_code::usage;
}

/// The verb that was typed, for its own help; the app itself for tools without verbs.
CLI::App const& innermost(CLI::App const& app)
{
    CLI::App const* at = &app;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().back();
    return *at;
}

void declare_all(CLI::App& app, bound_tool const& what, std::string& generate)
{
    app.set_help_flag("-h,--help", "Print this help and end.")->group("Common");
    app.set_version_flag(
           "-V,--version",
           fmt::format("{} {} (libtorrent {})", what.name, version(), what.engine),
           "Print the versions of the tool and of libtorrent and end.")
        ->group("Common");
    app.add_option("--generate", generate)->group("");
    what.declare(app);
    add_config(app, what.name);
}

/// Help goes to out; a usage error is one sentence and a pointer.
exit_code tell(bound_tool const& what, CLI::App const& app, CLI::ParseError const& e, io& streams)
{
    if (dynamic_cast<CLI::CallForHelp const*>(&e) != nullptr) {
        streams.out << help_text({app, what.name, what.summary}, innermost(app));
        streams.out.flush();
        return exit_code::ok;
    }
    if (dynamic_cast<CLI::CallForVersion const*>(&e) != nullptr) {
        streams.out << e.what() << '\n';
        streams.out.flush();
        return exit_code::ok;
    }
    auto const code = status_of(e);
    auto const help = code == exit_code::usage ? fmt::format(" (try {} --help)", what.name) : "";
    auto const sentence = what.fit_to_show != nullptr ? what.fit_to_show(e.what()) : e.what();
    fmt::print(streams.err, "{}: {}{}\n", what.name, printable(sentence), help);
    return code;
}

exit_code parse_and_run(bound_tool const& what, int argc, char const* const* argv, io& streams)
{
    CLI::App app{std::string{what.summary}, std::string{what.name}};
    std::string generate;
    declare_all(app, what, generate);
    try {
        if (argc == 3 && std::string_view{argv[1]} == "--generate") {
            if (what.generate == nullptr || !what.generate(streams.out, argv[2]))
                write_generated(streams.out, argv[2], {app, what.name, what.summary});
            streams.out.flush();
            return exit_code::ok;
        }
        app.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        return tell(what, app, e, streams);
    }
    streams.argc = argc;
    streams.argv = argv;
    auto const code = what.run(streams);
    streams.out.flush();
    if (!streams.out) throw error{exit_code::no_output, "cannot write standard output"};
    return code;
}

// A tool started with 0, 1 or 2 closed must not get a torrent's file as its standard output.
void open_missing_streams()
{
    int fd = -1;
    do {
        fd = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    } while (fd >= 0 && fd <= 2 && ::fcntl(fd, F_SETFD, 0) == 0);
    if (fd > 2) ::close(fd);
}

}  // namespace

void parse_again(
    std::string_view name, std::function<void(CLI::App&)> const& declare, io const& from)
{
    CLI::App app{"", std::string{name}};
    declare(app);
    add_config(app, name);
    try {
        app.parse(from.argc, from.argv);
    } catch (CLI::ParseError const& e) {
        throw error{status_of(e), e.what()};
    }
}

int run_bound(bound_tool const& what, int argc, char const* const* argv, io& streams) noexcept
try {
    return static_cast<int>(parse_and_run(what, argc, argv, streams));
} catch (error const& e) {
    std::string_view const sentence{e.what()};
    if (!sentence.empty()) fmt::print(streams.err, "{}: {}\n", what.name, printable(sentence));
    if (!e.hint().empty())
        fmt::print(streams.err, "{}: hint: {}\n", what.name, printable(e.hint()));
    return static_cast<int>(e.code());
} catch (std::bad_alloc const&) {
    fmt::print(streams.err, "{}: out of memory\n", what.name);
    return static_cast<int>(exit_code::failed);
} catch (std::system_error const& e) {
    // A thread that cannot be started has no room for its stack, or is one too many.
    auto const why = printable(e.what());
    auto const code = e.code();
    bool const lacking =
        code == std::errc::resource_unavailable_try_again || code == std::errc::not_enough_memory;
    fmt::print(
        streams.err,
        "{}: {}: {}\n",
        what.name,
        lacking ? "out of memory or threads" : "internal error",
        why);
    return static_cast<int>(exit_code::failed);
} catch (std::exception const& e) {
    fmt::print(streams.err, "{}: internal error: {}\n", what.name, printable(e.what()));
    return static_cast<int>(exit_code::failed);
}

int run_process(bound_tool const& what, int argc, char const* const* argv) noexcept
{
    bool const out_was_closed = ::fcntl(STDOUT_FILENO, F_GETFD) < 0;
    open_missing_streams();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    // A closed standard output is not a place for results: every write to it fails.
    descriptor_buffer buffer{out_was_closed ? -1 : STDOUT_FILENO};
    std::ostream out{&buffer};
    out.exceptions(std::ios::badbit);
    auto streams = describe_terminals(out, std::cerr);
    return run_bound(what, argc, argv, streams);
}

}  // namespace bt::cli
