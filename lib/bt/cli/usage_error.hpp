#pragma once

#include <bt/base/error.hpp>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace bt::cli {

/// What is wrong with a command line, its variables or its configuration, in our own words, with
/// what was probably meant as the hint. `app` is the one whose parse threw it.
[[nodiscard]] error told(CLI::ParseError const& what, CLI::App& app);

/// The verb that was typed, or the app itself.
[[nodiscard]] CLI::App& innermost(CLI::App& app);

}  // namespace bt::cli
