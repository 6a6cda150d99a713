#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/base/text.hpp>
#include <bt/control/client.hpp>
#include <bt/record/torrent_status.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/selection.hpp>
#include <bt-ctl/show.hpp>
#include <unordered_set>

/// bt-ctl list: one request, whatever is chosen.
namespace bt_ctl {
namespace {

using bt::exit_code;

std::vector<std::string> words_of(std::string_view list)
{
    std::vector<std::string> out;
    for (auto const each : bt::split(list, ','))
        out.emplace_back(each);
    return out;
}

look look_of(std::string_view field)
{
    using bt::record::unit;
    auto found = look::text;
    bt::record::for_each_field<bt::record::torrent_status>([&](auto const& each) {
        if (each.key != field) return;
        if (each.in == unit::bytes) found = look::size;
        if (each.in == unit::bytes_per_second) found = look::rate;
        if (each.in == unit::ratio) found = look::percent;
        if (each.in == unit::seconds) found = look::seconds;
        if (each.in == unit::unix_time) found = look::time;
    });
    return found;
}

std::vector<column> columns_of(std::vector<std::string> const& fields)
{
    std::vector<column> out;
    for (auto const& each : fields)
        out.push_back({each, each, look_of(each)});
    return out;
}

/// What the columns are made of.
std::vector<std::string> fields_of_list()
{
    return {
        "torrent",
        "state",
        "progress",
        "total_wanted",
        "download_payload_rate",
        "upload_payload_rate",
        "num_peers",
        "name",
        "is_paused",
        "is_queued",
        "error_code",
        "all_time_upload",
        "total_done"};
}

/// Which fields the session is asked for: empty for all.
std::vector<std::string> fields_to_ask(bool json, std::vector<std::string> const& asked)
{
    if (json && asked.empty()) return {};
    auto out = asked.empty() ? fields_of_list() : asked;
    for (auto& each : fields_to_choose_by())
        if (std::ranges::find(out, each) == out.end()) out.push_back(std::move(each));
    return out;
}

/// Without the fields that were there to choose by.
std::string pick(std::string_view row, std::vector<std::string> const& fields)
{
    auto out = std::string{R"({"kind":"torrent_status")"};
    for (auto const& each : fields)
        if (auto const found = bt::control::member_of(row, each); !found.empty() && each != "kind")
            out += fmt::format(R"(,"{}":{})", each, found);
    return out + "}";
}

struct listed {
    std::vector<std::string_view> rows;
    std::vector<std::string> missed;
};

/// The chosen ones of these, in the order they came in.
listed choose_rows(selection const& which, std::string const& glob, std::string_view answer)
{
    auto const all = bt::control::elements_of(bt::control::member_of(answer, "records"));
    if (!which.has_filters() && which.words.empty() && glob.empty()) return {all, {}};
    std::vector<value> statuses;
    for (auto const row : all)
        statuses.push_back(parse(row));
    auto found = choose(which, statuses);
    std::unordered_set<std::string> keys;
    for (auto& each : found.torrents)
        keys.insert(std::move(each.key));
    listed out{.rows = {}, .missed = std::move(found.missed)};
    for (std::size_t at = 0; at < all.size(); ++at)
        if (keys.contains(text_in(statuses[at], "torrent"))
            && (glob.empty() || bt::glob_matches(glob, text_in(statuses[at], "name"))))
            out.rows.push_back(all[at]);
    return out;
}

void cut(std::vector<std::string_view>& rows, options const& given)
{
    auto const number = [&](std::string_view name, std::size_t otherwise) {
        auto const said = bt::parse_integer(given.text(name), 0, std::int64_t{1} << 40U);
        return said ? static_cast<std::size_t>(*said) : otherwise;
    };
    auto const from = std::min(number("--offset", 0), rows.size());
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(from));
    if (auto const most = number("--limit", rows.size()); rows.size() > most) rows.resize(most);
}

}  // namespace

exit_code run_list(context& on)
{
    auto const& given = on.given();
    bool const json = given.common.json;
    auto const fields = words_of(given.text("--fields"));
    object params;
    if (auto const asked = fields_to_ask(json, fields); !asked.empty()) params.add("fields", asked);
    if (given.has("--sort")) params.add("sort", given.text("--sort"));
    if (given.has("--reverse")) params.add("reverse", value{true});
    auto const answer = on.call("list_torrents", params.made());

    auto found = choose_rows(selection_of(given, given.arguments), given.text("--name"), answer);
    cut(found.rows, given);
    if (fields.empty()) {
        show_rows(on, found.rows, on.what().actions.front().columns);
    } else {
        std::vector<std::string> picked;
        for (auto const row : found.rows)
            picked.push_back(pick(row, fields));
        show_rows(on, {picked.begin(), picked.end()}, columns_of(fields));
    }
    if (found.missed.empty()) return exit_code::ok;
    for (auto const& word : found.missed)
        on.tell().input_failed(
            word,
            exit_code::not_found,
            fmt::format("cannot find {}: the session has none like that", word));
    return found.rows.empty() ? exit_code::not_found : exit_code::partial;
}

}  // namespace bt_ctl
