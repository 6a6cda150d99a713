#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace bt::cli {

/// A tool: its options as a plain struct, how they are declared, and what is done with them.
template <class Options>
struct tool {
    std::string_view name;
    std::string_view summary;  ///< one sentence, as in its manual
    std::string_view engine;   ///< the libtorrent it runs with, for --version
    void (*declare)(CLI::App&, Options&);
    exit_code (*run)(Options const&, io&);
    /// Further forms of --generate, for what only this tool's manual has; false for another form.
    bool (*generate)(std::ostream&, std::string_view form) = nullptr;
    /// What of a usage error may be shown, for a tool that is given secrets by mistake.
    std::string (*fit_to_show)(std::string_view sentence) = nullptr;
    /// The options that --help shows, in its order, as "--dir"; without them the first that fit.
    std::span<std::string_view const> first_options = {};
};

struct bound_tool {
    std::string_view name;
    std::string_view summary;
    std::string_view engine;
    std::function<void(CLI::App&)> declare;
    std::function<exit_code(io&)> run;
    bool (*generate)(std::ostream&, std::string_view form) = nullptr;
    std::string (*fit_to_show)(std::string_view sentence) = nullptr;
    std::span<std::string_view const> first_options = {};
};

/// Parses, runs, and maps every ending to a status of exit_table. The one place that prints
/// errors.
[[nodiscard]] int
run_bound(bound_tool const& what, int argc, char const* const* argv, io& streams) noexcept;

/// Over the process's own streams, with SIGPIPE and SIGXFSZ ignored so that both become errors
/// of the write.
[[nodiscard]] int run_process(bound_tool const& what, int argc, char const* const* argv) noexcept;

/// Parses the command line of `from` into what `declare` binds, as at the start: with the
/// environment as it is and the configuration file as it is now. Throws error(config),
/// error(usage).
void parse_again(
    std::string_view name, std::function<void(CLI::App&)> const& declare, io const& from);

template <class Options>
[[nodiscard]] Options
read_again(std::string_view name, void (*declare)(CLI::App&, Options&), io const& from)
{
    Options out;
    parse_again(
        name, [&](CLI::App& app) { declare(app, out); }, from);
    return out;
}

template <class Options>
[[nodiscard]] bound_tool bind_tool(tool<Options> const& what, Options& options)
{
    return {
        what.name,
        what.summary,
        what.engine,
        [&](CLI::App& app) { what.declare(app, options); },
        [&](io& streams) { return what.run(options, streams); },
        what.generate,
        what.fit_to_show,
        what.first_options};
}

template <class Options>
[[nodiscard]] int
run_tool(tool<Options> const& what, int argc, char const* const* argv, io& streams) noexcept
{
    Options options;
    return run_bound(bind_tool(what, options), argc, argv, streams);
}

template <class Options>
[[nodiscard]] int run_tool(tool<Options> const& what, int argc, char const* const* argv) noexcept
{
    Options options;
    return run_process(bind_tool(what, options), argc, argv);
}

}  // namespace bt::cli
