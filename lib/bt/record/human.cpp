#include "human.hpp"

#include <bt/base/text.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <ostream>

namespace bt::record {

void print_block(std::ostream& out, std::vector<labelled> const& lines)
{
    std::size_t width = 0;
    for (auto const& line : lines)
        width = std::max(width, line.label.size());
    for (auto const& line : lines) {
        std::string_view rest{line.value};
        std::string_view label{line.label};
        do {
            auto const end = std::min(rest.find('\n'), rest.size());
            fmt::print(out, "{:<{}}  {}\n", label, width, rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            label = {};
        } while (!rest.empty());
    }
}

std::string number_text(std::int64_t value, unit in, dress as)
{
    if (as == dress::plain) return std::to_string(value);
    switch (in) {
    case unit::bytes:
        if (value < 1024) return fmt::format("{} bytes", value);
        return fmt::format("{} ({} bytes)", format_size(value), value);
    case unit::bytes_per_second:
        return format_size(value) + "/s";
    case unit::seconds:
        return format_duration(std::chrono::seconds{value});
    case unit::unix_time:
        return format_time(value);
    case unit::none:
    case unit::ratio:
        break;
    }
    return std::to_string(value);
}

std::string number_text(double value, unit in, dress as)
{
    if (in == unit::unix_time) {
        if (as == dress::plain) return fmt::format("{:.3f}", value);
        return format_time(static_cast<std::int64_t>(value));
    }
    if (as == dress::plain) return fmt::format("{}", value);
    if (in == unit::ratio) return fmt::format("{:.1f}%", value * 100);
    if (in == unit::seconds)
        return format_duration(std::chrono::milliseconds{static_cast<std::int64_t>(value * 1000)});
    return fmt::format("{:.3g}", value);
}

std::string label_of(std::string_view key)
{
    std::string label{key};
    std::ranges::replace(label, '_', ' ');
    return label;
}

}  // namespace bt::record
