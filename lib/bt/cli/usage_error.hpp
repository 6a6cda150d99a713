#pragma once

#include <bt/base/error.hpp>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace bt::cli {

/// What is wrong with a command line or its variables, in our own words, with what was probably
/// meant as the hint. `app` is the one whose parse threw it.
[[nodiscard]] error told(CLI::ParseError const& what, CLI::App& app);

/// The same where a value is what is wrong, and nothing but it is looked at.
[[nodiscard]] error told_of_value(CLI::ParseError const& what, CLI::App& app);

/// The verb that was typed, or the app itself.
[[nodiscard]] CLI::App& innermost(CLI::App& app);

}  // namespace bt::cli
