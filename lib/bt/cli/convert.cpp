#include "convert.hpp"

#include <bt/base/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace bt::cli {
namespace {

constexpr std::string_view known_words = "one of ";
constexpr std::string_view known_list = "some of ";

/// What comes after this in the name of a check; empty if no check is called so.
std::string said_of(CLI::Option& option, std::string_view head)
try {
    for (int at = 0;; ++at)
        if (auto const& name = option.get_validator(at)->get_name(); name.starts_with(head))
            return name.substr(head.size());
} catch (CLI::OptionNotFound const&) {
    return {};  // it has no further check
}

// A check with a sentence of its own; CLI11's for a failed conversion names no remedy.
template <class Value>
CLI::Option* add_checked(
    CLI::App& app, std::string const& names, Value& into, std::string doc, std::string_view what)
{
    return app.add_option(names, into, std::move(doc))
        ->check([what = std::string{what}](std::string const& text) {
            Value parsed;
            if (lexical_cast(text, parsed)) return std::string{};
            return fmt::format("'{}' is not {}", text, what);
        });
}

}  // namespace

bool lexical_cast(std::string const& text, byte_count& out)
{
    auto const parsed = parse_size(text);
    if (parsed) out.value = *parsed;
    return parsed.has_value();
}

bool lexical_cast(std::string const& text, byte_rate& out)
{
    auto const parsed = parse_rate(text);
    if (parsed) out.value = *parsed;
    return parsed.has_value();
}

bool lexical_cast(std::string const& text, duration& out)
{
    auto const parsed = parse_duration(text);
    if (parsed) out.value = *parsed;
    return parsed.has_value();
}

bool lexical_cast(std::string const& text, port_number& out)
{
    auto const parsed = parse_integer(text, 0, 65535);
    if (parsed) out.value = static_cast<int>(*parsed);
    return parsed.has_value();
}

bool lexical_cast(std::string const& text, thread_count& out)
{
    constexpr int most = 1024;
    auto const parsed =
        text == "auto" ? std::optional<std::int64_t>{0} : parse_integer(text, 1, most);
    if (parsed) out.value = static_cast<unsigned>(*parsed);
    return parsed.has_value();
}

CLI::Option* add_size(CLI::App& app, std::string const& names, byte_count& into, std::string doc)
{
    return add_checked(app, names, into, std::move(doc), "a size such as 16K or 4MiB")
        ->type_name("size");
}

CLI::Option* add_rate(CLI::App& app, std::string const& names, byte_rate& into, std::string doc)
{
    return add_checked(app, names, into, std::move(doc), "a rate such as 500K or 2MB/s")
        ->type_name("rate");
}

CLI::Option* add_duration(CLI::App& app, std::string const& names, duration& into, std::string doc)
{
    return add_checked(app, names, into, std::move(doc), "a time such as 90s, 15m or 2h")
        ->type_name("time");
}

CLI::Option* add_port(CLI::App& app, std::string const& names, port_number& into, std::string doc)
{
    return add_checked(app, names, into, std::move(doc), "a port from 0 to 65535")
        ->type_name("port");
}

CLI::Option* add_threads(CLI::App& app, thread_count& into)
{
    return add_checked(
               app,
               "-T,--threads",
               into,
               "Threads that hash; auto is one for each core.",
               "auto or a number from 1 to 1024")
        ->type_name("count")
        ->default_str("auto");
}

CLI::Option*
one_of(CLI::Option* option, std::vector<std::string> const& words, std::string const& value)
{
    auto const listed = fmt::format("{}", fmt::join(words, "|"));
    option->type_name(value.empty() ? listed : value)->check([words, listed](auto const& text) {
        if (std::ranges::find(words, text) != words.end()) return std::string{};
        return fmt::format("'{}' is not one of {}", text, listed);
    });
    return knows(option, words);
}

// CLI11 keeps nothing of ours but the names of checks.
CLI::Option* knows(CLI::Option* option, std::vector<std::string> const& words, value_form form)
{
    return option->check(
        [](std::string const&) { return std::string{}; },
        "",
        fmt::format(
            "{}{}", form == value_form::list ? known_list : known_words, fmt::join(words, "|")));
}

std::vector<std::string> words_of(CLI::Option& option)
{
    auto text = said_of(option, known_words);
    if (text.empty()) text = said_of(option, known_list);
    std::vector<std::string> words;
    if (!text.empty())
        for (auto const word : split(text, '|'))
            words.emplace_back(word);
    return words;
}

bool takes_list(CLI::Option& option)
{
    return !said_of(option, known_list).empty();
}

CLI::Option* add_choice(
    CLI::App& app,
    std::string const& names,
    std::string& into,
    std::vector<std::string> const& words,
    std::string doc)
{
    return one_of(app.add_option(names, into, std::move(doc)), words)->capture_default_str();
}

std::optional<double> parse_ratio(std::string const& text)
{
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const parsed = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (parsed.ec != std::errc{} || parsed.ptr != end || !(value >= 0)) return std::nullopt;
    return value;
}

CLI::Option*
add_ratio(CLI::App& app, std::string const& names, std::optional<double>& into, std::string doc)
{
    return app
        .add_option_function<double>(
            names, [&into](double ratio) { into = ratio; }, std::move(doc))
        ->type_name("ratio")
        ->check([](std::string const& text) {
            if (parse_ratio(text)) return std::string{};
            return fmt::format("'{}' is not a ratio such as 1 or 1.5", text);
        });
}

}  // namespace bt::cli
