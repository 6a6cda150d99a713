#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <filesystem>
#include <limits>

/// Words of the command line as params of a request.
namespace bt_ctl {
namespace {

using std::chrono::milliseconds;

std::optional<std::int64_t> integer_of(std::string_view text)
{
    using range = std::numeric_limits<std::int64_t>;
    bool const negative = text.starts_with('-');
    auto const found = bt::parse_integer(text.substr(negative ? 1 : 0), 0, range::max());
    if (!found) return std::nullopt;
    return negative ? -*found : *found;
}

std::optional<std::int64_t> rate_of(std::string_view text)
{
    if (text == "none" || text == "unlimited") return -1;
    return bt::parse_rate(text);
}

/// The last colon parts them: an IPv6 address is in brackets.
std::optional<std::pair<std::string, std::int64_t>> split_port(std::string_view text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto const port = bt::parse_integer(text.substr(colon + 1), 1, 65535);
    if (!port) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return std::pair{std::string{host}, *port};
}

bool are_integers(std::string_view text)
{
    auto const all = bt::split(text, ',');
    return std::ranges::all_of(all, [](auto each) { return integer_of(each).has_value(); });
}

value seconds_of(milliseconds length)
{
    if (length.count() % 1000 == 0) return value{std::int64_t{length.count() / 1000}};
    return value{static_cast<double>(length.count()) / 1000};
}

value texts_of(std::string_view text)
{
    value::list out;
    for (auto const each : bt::split(text, ','))
        out.emplace_back(std::string{each});
    return value{std::move(out)};
}

value integers_of(std::string_view text)
{
    value::list out;
    for (auto const each : bt::split(text, ','))
        out.emplace_back(integer_of(each).value_or(0));
    return value{std::move(out)};
}

value convert(type is, std::string_view text)
{
    switch (is) {
    case type::integer:
        return value{integer_of(text).value_or(0)};
    case type::size:
        return value{bt::parse_size(text).value_or(0)};
    case type::rate:
        return value{rate_of(text).value_or(0)};
    case type::seconds:
        return seconds_of(bt::parse_duration(text).value_or(milliseconds{0}));
    case type::milliseconds:
        return value{std::int64_t{bt::parse_duration(text).value_or(milliseconds{0}).count()}};
    case type::path_list:
        return value{value::list{convert(type::path, text)}};
    case type::path:
        return value{std::filesystem::absolute(text).lexically_normal().string()};
    case type::texts:
        return texts_of(text);
    case type::each:
        return value{value::list{value{std::string{text}}}};
    case type::integers:
        return integers_of(text);
    case type::flag:
    case type::off:
        return value{is == type::flag};
    case type::text:
    case type::tier:
    case type::host_port:
    case type::flags_on:
    case type::flags_off:
        break;
    }
    return value{std::string{text}};
}

value::object& object_called(value::object& in, std::string_view name)
{
    auto found = std::ranges::find(in, name, &value::member::key);
    if (found == in.end()) {
        in.push_back({std::string{name}, value{value::object{}}});
        found = in.end() - 1;
    }
    return *found->held.members();
}

/// What is repeated becomes one list.
void put(value::object& to, std::string_view name, value what)
{
    auto const found = std::ranges::find(to, name, &value::member::key);
    if (found == to.end()) {
        to.push_back({std::string{name}, std::move(what)});
    } else if (found->held.values() != nullptr && what.values() != nullptr) {
        auto& all = *found->held.values();
        for (auto& each : *what.values())
            all.push_back(std::move(each));
    } else {
        found->held = std::move(what);
    }
}

}  // namespace

std::string fault_of(type is, std::string_view text)
{
    auto const unless = [text](bool fine, std::string_view what) {
        return fine ? std::string{} : fmt::format("'{}' is no {}", text, what);
    };
    switch (is) {
    case type::integer:
        return unless(integer_of(text).has_value(), "whole number");
    case type::integers:
        return unless(are_integers(text), "list of whole numbers such as 1,2");
    case type::size:
        return unless(bt::parse_size(text).has_value(), "size such as 500M");
    case type::rate:
        return unless(rate_of(text).has_value(), "rate such as 2M, nor none");
    case type::seconds:
    case type::milliseconds:
        return unless(bt::parse_duration(text).has_value(), "time such as 90s or 15m");
    case type::host_port:
        return unless(split_port(text).has_value(), "HOST:PORT");
    case type::path_list:
    case type::path:
        return unless(!text.empty(), "path");
    case type::text:
    case type::texts:
    case type::tier:
    case type::each:
    case type::flag:
    case type::off:
    case type::flags_on:
    case type::flags_off:
        break;
    }
    return {};
}

void add_param(value::object& to, std::string_view param, type is, std::string_view text)
{
    if (is == type::flags_on || is == type::flags_off) {
        auto& flags = object_called(to, param);
        for (auto const each : bt::split(text, ','))
            put(flags, each, value{is == type::flags_on});
    } else if (is == type::tier) {
        auto const found = std::ranges::find(to, param, &value::member::key);
        bool const is_first = found == to.end() || found->held.values()->empty();
        auto const number = is_first ? 0 : integer_in(found->held.values()->back(), "tier") + 1;
        value::list all;
        for (auto const url : bt::split(text, ','))
            all.push_back(object{}.add("url", url).add("tier", value{number}).made());
        put(to, param, value{std::move(all)});
    } else if (is == type::host_port) {
        auto const [host, port] = split_port(text).value_or(std::pair{std::string{}, 0});
        put(to, "host", value{host});
        put(to, "port", value{port});
    } else {
        put(to, param, convert(is, text));
    }
}

}  // namespace bt_ctl
