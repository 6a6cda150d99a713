#pragma once

#include <bt/cli/convert.hpp>

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// -X, --exec and --exec-timeout: a program of the user's, run by hook.hpp. Returns --exec; `doc`
/// says when it is run and what it reads.
CLI::Option*
add_exec(CLI::App& app, std::string& command, duration& timeout, std::string const& doc);

}  // namespace bt::cli
