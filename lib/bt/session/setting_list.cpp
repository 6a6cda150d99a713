#include "setting_list.hpp"

#include <bt/session/setting_rows/row.hpp>

#include <string>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

std::optional<std::string> unit_of(measure in)
{
    switch (in) {
    case measure::bytes:
        return "bytes";
    case measure::bytes_per_second:
        return "bytes/s";
    case measure::seconds:
        return "seconds";
    case measure::milliseconds:
        return "milliseconds";
    case measure::percent:
        return "percent";
    case measure::blocks:
        return "blocks of 16 KiB";
    case measure::none:
        break;
    }
    return std::nullopt;
}

std::string default_number(setting_row const& row, int value)
{
    for (auto const& each : row.words)
        if (each.value == value) return std::string{each.word};
    return std::to_string(value);
}

void describe_type(record::setting& into, setting_row const& row, pack const& defaults)
{
    switch (row.index & pack::type_mask) {
    case pack::int_type_base:
        into.type = "integer";
        into.default_value = default_number(row, defaults.get_int(row.index));
        into.least = row.least;
        into.most = row.most;
        into.counts = unit_of(row.in);
        break;
    case pack::bool_type_base:
        into.type = "boolean";
        into.default_value = defaults.get_bool(row.index) ? "true" : "false";
        break;
    default:
        into.type = "string";
        into.default_value = defaults.get_str(row.index);
    }
}

}  // namespace

std::vector<record::setting> list_settings()
{
    auto const defaults = lt::default_settings();
    std::vector<record::setting> list;
    for (auto const& each : all_rows()) {
        for (auto const& row : each.rows) {
            auto& one = list.emplace_back();
            one.name = name_of(row);
            one.subject = each.subject;
            one.meaning = row.meaning;
            if (!row.refusal.empty()) one.refused = row.refusal;
            for (auto const& word : row.words)
                one.words.emplace_back(word.word);
            describe_type(one, row, defaults);
        }
    }
    return list;
}

}  // namespace bt::session
