#include "exec_option.hpp"

#include <bt/cli/hook.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

namespace bt::cli {

CLI::Option*
add_exec(CLI::App& app, std::string& command, duration& timeout, std::string const& doc)
{
    auto* const exec = app.add_option("-X,--exec", command, doc)
                           ->type_name("command")
                           ->check([](std::string const& text) {
                               if (split_words(text)) return std::string{};
                               return fmt::format("'{}' is no command", text);
                           })
                           ->group("Hook");
    add_duration(app, "--exec-timeout", timeout, "End the program after this long; 0 is never.")
        ->default_str("60s")
        ->needs(exec)
        ->group("Hook");
    return exec;
}

}  // namespace bt::cli
