#include "line_of.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bt-ctl/context.hpp>
#include <bt-ctl/table.hpp>
#include <cmath>
#include <string_view>

namespace bt_ctl {
namespace {

constexpr std::array told_apart{
    std::string_view{"kind"},
    std::string_view{"time"},
    std::string_view{"torrent"},
    std::string_view{"name"},
    std::string_view{"info_hash_v1"},
    std::string_view{"info_hash_v2"}};

bool is_detail(std::string_view key)
{
    return std::ranges::find(told_apart, key) == told_apart.end() && !key.ends_with("_base64");
}

std::string clock_of(value const& event)
{
    auto const* const at = event.find("time");
    auto const seconds = at == nullptr ? std::nullopt : at->number();
    if (!seconds) return "--:--:--";
    // "2026-11-21 04:28:44 UTC": the date is known to whoever watches.
    constexpr std::size_t from = 11;
    constexpr std::size_t length = 8;
    auto const whole = bt::format_time(static_cast<std::int64_t>(std::floor(*seconds)));
    return whole.size() >= from + length ? whole.substr(from, length) : whole;
}

/// Of a status the few fields that people want of a line.
std::string status_details(value const& status)
{
    return fmt::format(
        "{} {} down {} up {} peers {}",
        dressed(status, {"state", "", look::state}),
        dressed(status, {"progress", "", look::percent}),
        dressed(status, {"download_payload_rate", "", look::rate}),
        dressed(status, {"upload_payload_rate", "", look::rate}),
        dressed(status, {"num_peers", "", look::number}));
}

std::string details(value const& event)
{
    if (text_in(event, "kind") == "torrent_status") return status_details(event);
    std::string out;
    for (auto const& each : *event.members()) {
        if (!is_detail(each.key)) continue;
        auto const text = dressed(event, {each.key, "", look::text});
        out += fmt::format("{}{}={}", out.empty() ? "" : " ", each.key, text);
    }
    return out;
}

}  // namespace

std::string line_of(value const& event)
{
    if (event.members() == nullptr) return {};
    auto name = bt::printable(text_in(event, "name"));
    constexpr std::size_t digits = 8;
    if (name.empty()) name = text_in(event, "torrent").substr(0, digits);
    auto out = fmt::format("{}  {}", clock_of(event), text_in(event, "kind"));
    if (!name.empty()) out += "  " + name;
    if (auto const rest = details(event); !rest.empty()) out += "  " + rest;
    return out;
}

std::string values_of(value const& event)
{
    if (event.members() == nullptr) return {};
    std::string out;
    for (auto const key : {"time", "kind", "torrent", "name"})
        out += bare(event, {key, "", look::text}) + "\t";
    value::object rest;
    for (auto const& each : *event.members())
        if (is_detail(each.key)) rest.push_back(each);
    return out + bt::tsv_value(bt::control::to_json(value{std::move(rest)}));
}

}  // namespace bt_ctl
