#include "json.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

namespace bt::record::json {
namespace {

constexpr bool plain(char c)
{
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

void append_escaped(std::string& out, char32_t c)
{
    switch (c) {
    case U'"':
        out += "\\\"";
        break;
    case U'\\':
        out += "\\\\";
        break;
    case U'\n':
        out += "\\n";
        break;
    case U'\t':
        out += "\\t";
        break;
    case U'\r':
        out += "\\r";
        break;
    default:
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    }
}

// Control characters stay out of the line raw: C1 and DEL are legal JSON, and poison terminals.
constexpr bool escape_in_json(char32_t c)
{
    return c < 0x20 || c == U'"' || c == U'\\' || (c >= 0x7f && c <= 0x9f) || c == 0x2028
        || c == 0x2029;
}

}  // namespace

void append_string(std::string& out, std::string_view bytes)
{
    out.push_back('"');
    while (!bytes.empty()) {
        std::size_t run = 0;
        while (run < bytes.size() && plain(bytes[run]))
            ++run;
        out += bytes.substr(0, run);
        bytes.remove_prefix(run);
        if (bytes.empty()) break;
        auto const step = next_utf8(bytes);
        if (!step.valid)
            out += "\xef\xbf\xbd";
        else if (escape_in_json(step.code_point))
            append_escaped(out, step.code_point);
        else
            out += bytes.substr(0, step.length);
        bytes.remove_prefix(step.length);
    }
    out.push_back('"');
}

void append_integer(std::string& out, std::int64_t value)
{
    std::array<char, 24> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void append_number(std::string& out, double value)
{
    if (!std::isfinite(value))
        out += "null";
    else
        fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_time(std::string& out, double unix_seconds)
{
    fmt::format_to(std::back_inserter(out), "{:.3f}", unix_seconds);
}

}  // namespace bt::record::json
