#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

/// Values parsed once, at the edge. CLI11 finds lexical_cast beside each type; false is a usage
/// error.
namespace bt::cli {

struct byte_count {
    std::int64_t value = 0;
};
struct byte_rate {
    std::int64_t value = 0;  ///< bytes a second; 0 is no limit
};
struct duration {
    std::chrono::milliseconds value{0};
};
struct port_number {
    int value = 0;
};
struct thread_count {
    unsigned value = 0;  ///< 0 is one for each core
};

bool lexical_cast(std::string const& text, byte_count& out);
bool lexical_cast(std::string const& text, byte_rate& out);
bool lexical_cast(std::string const& text, duration& out);
bool lexical_cast(std::string const& text, port_number& out);
bool lexical_cast(std::string const& text, thread_count& out);

/// Declare an option of one of the types above: its value name in help and manual, and a check
/// that says what a value looks like. A time limit of 0 means none.
CLI::Option* add_size(CLI::App& app, std::string const& names, byte_count& into, std::string doc);
CLI::Option* add_rate(CLI::App& app, std::string const& names, byte_rate& into, std::string doc);
CLI::Option* add_duration(CLI::App& app, std::string const& names, duration& into, std::string doc);
/// "1", "1.5"; not below 0.
[[nodiscard]] std::optional<double> parse_ratio(std::string const& text);
CLI::Option*
add_ratio(CLI::App& app, std::string const& names, std::optional<double>& into, std::string doc);
CLI::Option* add_port(CLI::App& app, std::string const& names, port_number& into, std::string doc);
/// -T/--threads of the tools that hash.
CLI::Option* add_threads(CLI::App& app, thread_count& into);
/// Has the option take one of these words; their list is its value's name, unless that is given.
CLI::Option*
one_of(CLI::Option* option, std::vector<std::string> const& words, std::string const& value = {});
/// Whether a value is one word, or some with commas between.
enum class value_form { word, list };
/// Words that the option's own check knows, for hints and shells.
CLI::Option* knows(
    CLI::Option* option, std::vector<std::string> const& words, value_form form = value_form::word);
/// What one_of or knows said of an option; empty for others.
[[nodiscard]] std::vector<std::string> words_of(CLI::Option& option);
/// Whether they were said of a list.
[[nodiscard]] bool takes_list(CLI::Option& option);
/// One of the given words.
CLI::Option* add_choice(
    CLI::App& app,
    std::string const& names,
    std::string& into,
    std::vector<std::string> const& words,
    std::string doc);

}  // namespace bt::cli
