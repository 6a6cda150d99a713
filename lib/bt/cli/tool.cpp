#include "tool.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/base/version.hpp>
#include <bt/cli/config.hpp>
#include <bt/cli/console.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/doc_forms.hpp>
#include <bt/cli/help.hpp>
#include <bt/cli/usage_error.hpp>
#include <bt/record/render.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/ostream.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <new>
#include <optional>
#include <system_error>

namespace bt::cli {
namespace {

/// --help, --help=all and their like.
void add_help(CLI::App& app)
{
    app.set_help_flag(
        "-h{brief},--help{brief}",
        "Print the most usual of this on a screen, and end; with =all everything, with =json the "
        "same as one JSON object.");
    one_of(app.get_help_ptr(), {"brief", "all", "json"}, "form")->group("Common");
}

/// What parsing leaves beside what the tool declared.
struct parsed {
    std::string generate;
    std::optional<error> config_fault;
};

void declare_all(CLI::App& app, bound_tool const& what, parsed& into)
{
    add_help(app);
    app.set_version_flag(
           "-V,--version",
           fmt::format("{} {} (libtorrent {})", what.name, version(), what.engine),
           "Print the versions of the tool and of libtorrent and end.")
        ->group("Common");
    app.add_option("--generate", into.generate)->group("");
    what.declare(app);
    add_config(app, what.name, into.config_fault);
    for (auto* verb : app.get_subcommands(nullptr))
        add_help(*verb);
}

/// The form of help that was asked for, of a verb or of the tool.
std::string form_of_help(CLI::App& app)
{
    auto const* const of_verb = innermost(app).get_help_ptr();
    auto const* const asked = of_verb->count() > 0 ? of_verb : app.get_help_ptr();
    return asked->results().back();
}

exit_code print(std::ostream& out, std::string const& text)
{
    out << text;
    out.flush();
    return exit_code::ok;
}

exit_code print_help(bound_tool const& what, CLI::App& app, std::string_view form, io& streams)
{
    doc_subject const about{app, what.name, what.summary, what.first_options};
    auto& shown = innermost(app);
    if (form == "json")
        return print(streams.out, record::to_json(doc::help_record(about, shown)) + "\n");
    return print(streams.out, form == "all" ? whole_help(about, shown) : brief_help(about, shown));
}

std::string fit_to_show(bound_tool const& what, std::string const& sentence)
{
    return what.fit_to_show != nullptr ? what.fit_to_show(sentence) : sentence;
}

void check_config(bound_tool const& what, parsed const& made)
{
    if (!made.config_fault) return;
    auto const& fault = *made.config_fault;
    throw error{fault.code(), fit_to_show(what, fault.what()), fit_to_show(what, fault.hint())};
}

/// Help goes to out; a usage error is one sentence and a pointer. It may come of what the
/// configuration could not say.
exit_code tell(
    bound_tool const& what,
    CLI::App& app,
    parsed const& made,
    CLI::ParseError const& e,
    io& streams)
{
    if (dynamic_cast<CLI::CallForHelp const*>(&e) != nullptr)
        return print_help(what, app, form_of_help(app), streams);
    if (dynamic_cast<CLI::CallForVersion const*>(&e) != nullptr)
        return print(streams.out, std::string{e.what()} + "\n");
    check_config(what, made);
    auto const wrong = told(e, app);
    auto& inner = innermost(app);
    auto const verb = &inner == &app ? std::string{} : inner.get_name() + " ";
    auto const help = fmt::format(" (try {} {}--help)", what.name, verb);
    throw error{
        wrong.code(), fit_to_show(what, wrong.what()) + help, fit_to_show(what, wrong.hint())};
}

exit_code parse_and_run(bound_tool const& what, int argc, char const* const* argv, io& streams)
{
    CLI::App app{std::string{what.summary}, std::string{what.name}};
    parsed made;
    declare_all(app, what, made);
    try {
        if (argc == 3 && std::string_view{argv[1]} == "--generate") {
            if (what.generate == nullptr || !what.generate(streams.out, argv[2]))
                write_generated(streams.out, argv[2], {app, what.name, what.summary});
            streams.out.flush();
            return exit_code::ok;
        }
        app.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        return tell(what, app, made, e, streams);
    }
    check_config(what, made);
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
    std::optional<error> fault;
    declare(app);
    add_config(app, name, fault);
    try {
        app.parse(from.argc, from.argv);
    } catch (CLI::ParseError const& e) {
        throw fault.value_or(told(e, app));
    }
    if (fault) throw *fault;
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
