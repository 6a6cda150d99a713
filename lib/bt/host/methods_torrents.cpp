#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/control/client.hpp>
#include <bt/host/call.hpp>
#include <bt/host/service.hpp>
#include <bt/record/render.hpp>
#include <bt/torrent/describe.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

/// The torrents of a session: which there are, and what each says of itself.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;
using record::torrent_status;

bool has_tag(torrent_status const& what, std::string const& tag)
{
    return what.tags && std::ranges::find(*what.tags, tag) != what.tags->end();
}

bool is_wanted(torrent_status const& what, control::arguments const& given)
{
    auto const is = [&](std::string_view param, std::string_view own) {
        return !given.has(param) || given.text(param) == own;
    };
    auto const name = what.name.value_or("");
    return is("state", what.state) && is("category", what.category.value_or(""))
        && (!given.has("tag") || has_tag(what, given.text("tag")))
        && (!given.has("name") || glob_matches(given.text("name"), name));
}

std::optional<double> number_in(std::string_view json)
{
    double out = 0;
    auto const* const end = json.data() + json.size();
    auto const [at, why] = std::from_chars(json.data(), end, out);
    return why == std::errc{} && at == end ? std::optional{out} : std::nullopt;
}

/// Numbers by their size, everything else by its bytes; what is absent comes first.
bool is_before(std::string_view a, std::string_view b)
{
    auto const first = number_in(a);
    auto const second = number_in(b);
    return first && second ? *first < *second : a < b;
}

/// The members that were asked for, in that order, after the kind.
std::string pick(std::string_view json, std::vector<std::string> const& fields)
{
    result out;
    out.raw("kind", control::member_of(json, "kind"));
    for (auto const& each : fields)
        if (auto const found = control::member_of(json, each); !found.empty() && each != "kind")
            out.raw(each, found);
    return out.text();
}

void check_fields(std::vector<std::string> const& fields)
{
    std::vector<std::string_view> known;
    record::for_each_field<torrent_status>([&](auto const& each) { known.push_back(each.key); });
    for (auto const& each : fields)
        if (std::ranges::find(known, each) == known.end())
            fail(
                exit_code::usage,
                "give field",
                each,
                std::string_view{"torrent_status has none of that name"});
}

void sort_rows(std::vector<std::string>& rows, control::arguments const& given)
{
    auto const by = given.text("sort");
    if (by.empty()) return;
    check_fields({by});
    std::vector<std::pair<std::string, std::string>> keyed;
    keyed.reserve(rows.size());
    for (auto& each : rows)
        keyed.emplace_back(control::member_of(each, by), std::move(each));
    std::ranges::stable_sort(
        keyed, [](auto const& a, auto const& b) { return is_before(a.first, b.first); });
    if (given.flag("reverse")) std::ranges::reverse(keyed);
    std::ranges::transform(keyed, rows.begin(), [](auto& each) { return std::move(each.second); });
}

outcome list_torrents(call& c)
{
    auto const fields = c.given.texts("fields");
    check_fields(fields);
    std::vector<std::string> rows;
    for (auto const id : c.of.torrents()) {
        auto const status = c.by.status_of(id);
        if (is_wanted(status, c.given)) rows.push_back(record::to_json(status));
    }
    auto const total = rows.size();
    sort_rows(rows, c.given);
    auto const from =
        std::min(total, static_cast<std::size_t>(c.given.integer("offset").value_or(0)));
    auto const most = static_cast<std::size_t>(
        c.given.integer("limit").value_or(static_cast<std::int64_t>(total)));
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(from));
    if (rows.size() > most) rows.resize(most);
    if (!fields.empty())
        for (auto& each : rows)
            each = pick(each, fields);
    return result{}.raw("records", control::list_of(rows)).add("total", total);
}

outcome torrent_count(call& c)
{
    return result{}.add("count", c.of.torrents().size());
}

outcome find_torrent(call& c)
{
    auto const id = c.find(c.given.text("info_hash"));
    result out;
    if (id) out.add("torrent", c.by.status_of(*id).torrent);
    return out.add("valid", id.has_value());
}

outcome torrent_status_of(call& c)
{
    auto const fields = c.given.texts("fields");
    check_fields(fields);
    auto const id = c.torrent();
    auto status = c.by.status_of(id);
    // As of now, and not of the last tick.
    if (auto now = c.on.status(id)) {
        now->session = std::move(status.session);
        now->category = std::move(status.category);
        now->tags = std::move(status.tags);
        now->origin = std::move(status.origin);
        status = std::move(*now);
    }
    auto const json = record::to_json(status);
    return fields.empty() ? json : pick(json, fields);
}

outcome torrent_info(call& c)
{
    auto const id = c.torrent();
    auto const bytes = c.on.torrent_file(id);
    auto const name = c.given.text("torrent");
    if (!bytes)
        fail(
            exit_code::not_found,
            "describe torrent",
            name,
            std::string_view{"it has no metadata yet"});
    return record::to_json(
        torrent::describe(torrent::parse_document(*bytes, name, load_limits::own())));
}

outcome remove_torrent(call& c)
{
    using removal = session::engine::removal;
    auto const id = c.torrent();
    auto const key = c.by.status_of(id).torrent;
    bool const all = c.given.flag("delete_files");
    auto how = removal::keep_files;
    if (c.given.flag("delete_partfile")) how = removal::delete_part_file;
    if (all) how = removal::delete_files;
    c.of.forget(id);
    c.on.remove(id, how);
    auto const gone = result{}.add("torrent", key).text();
    if (!all) return gone;
    return later{
        .on_event = [key, gone](session::event const& what) -> std::optional<std::string> {
            if (what.where.torrent != key) return std::nullopt;
            if (std::holds_alternative<record::event::torrent_deleted>(what.what)) return gone;
            if (auto const* const why =
                    std::get_if<record::event::torrent_delete_failed>(&what.what))
                fail(
                    exit_code::io,
                    "delete files of",
                    key,
                    why->error_message.value_or("it is not said why"));
            return std::nullopt;
        },
        .within = c.timeout(std::chrono::seconds{60}),
        .kinds = {"torrent_deleted", "torrent_delete_failed"}};
}

outcome set_category(call& c)
{
    auto const id = c.torrent();
    auto about = c.of.labels_of(id);
    about.category = c.given.text("category");
    c.of.set_labels(id, std::move(about));
    return result{};
}

std::vector<std::string> without_twins(std::vector<std::string> tags)
{
    std::vector<std::string> out;
    for (auto& each : tags)
        if (!each.empty() && std::ranges::find(out, each) == out.end())
            out.push_back(std::move(each));
    return out;
}

outcome give_tags(call& c, std::vector<std::string> tags)
{
    auto const id = c.torrent();
    auto about = c.of.labels_of(id);
    about.tags = without_twins(std::move(tags));
    auto const now = about.tags;
    c.of.set_labels(id, std::move(about));
    return result{}.add("tags", now);
}

outcome set_tags(call& c)
{
    return give_tags(c, c.given.texts("tags"));
}

outcome add_tag(call& c)
{
    auto tags = c.of.labels_of(c.torrent()).tags;
    tags.push_back(c.given.text("tag"));
    return give_tags(c, std::move(tags));
}

outcome remove_tag(call& c)
{
    auto tags = c.of.labels_of(c.torrent()).tags;
    auto const tag = c.given.text("tag");
    if (std::erase(tags, tag) == 0)
        fail(
            exit_code::not_found,
            "remove tag",
            tag,
            std::string_view{"the torrent does not have it"});
    return give_tags(c, std::move(tags));
}

control::parameter fields_param()
{
    return {
        .name = "fields",
        .is = kind::texts,
        .doc = "The fields of torrent_status that are wanted; all without it."};
}

void add_lists(std::vector<method>& to)
{
    to.push_back(
        {{.name = "list_torrents",
          .doc = "Gives the status of all torrents, or of those that the other params leave.",
          .params =
              {{.name = "state", .doc = "Only those in this state."},
               {.name = "category", .doc = "Only those of this category; empty: of none."},
               {.name = "tag", .doc = "Only those with this tag."},
               {.name = "name", .doc = "Only those whose name matches this glob."},
               fields_param(),
               {.name = "sort", .doc = "A field; the smallest comes first."},
               {.name = "reverse", .is = kind::flag, .doc = "The largest comes first."},
               {.name = "offset", .is = kind::integer, .doc = "So many are left out.", .least = 0},
               {.name = "limit", .is = kind::integer, .doc = "At most so many.", .least = 0}},
          .result = "records: torrent_status; total: how many there are without offset and limit",
          .example = R"({"state":"seeding","fields":["torrent","name"],"limit":100})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         list_torrents});
    to.push_back(
        {{.name = "torrent_count",
          .doc = "Says how many torrents the session has.",
          .params = {},
          .result = "count",
          .shown_by = "torrents: one is added, listed, found and removed"},
         torrent_count});
    to.push_back(
        {{.name = "find_torrent",
          .doc = "Says whether the session has a torrent.",
          .params =
              {{.name = "info_hash",
                .doc = "v1 or v2, or the beginning of one.",
                .needed = need::required}},
          .result = "valid; torrent: what other methods call it",
          .example = R"({"info_hash":"$TORRENT"})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         find_torrent});
    to.push_back(
        {{.name = "torrent_status",
          .doc = "Gives the status of a torrent, as of now.",
          .params = {torrent_param(), fields_param()},
          .result = "torrent_status",
          .example = R"({"torrent":"$TORRENT"})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         torrent_status_of});
    to.push_back(
        {{.name = "torrent_info",
          .doc = "Gives what the metadata of a torrent says.",
          .params = {torrent_param()},
          .result = "torrent_info",
          .example = R"({"torrent":"$TORRENT"})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         torrent_info});
}

void add_labels(std::vector<method>& to)
{
    to.push_back(
        {{.name = "set_category",
          .doc = "Gives a torrent a category.",
          .params =
              {torrent_param(),
               {.name = "category", .doc = "Empty takes it away.", .needed = need::required}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","category":"linux"})",
          .shown_by = "torrents: labels are kept for the next run"},
         set_category});
    to.push_back(
        {{.name = "set_tags",
          .doc = "Gives a torrent these tags in place of those it had.",
          .params =
              {torrent_param(),
               {.name = "tags",
                .is = kind::texts,
                .doc = "May be empty.",
                .needed = need::required}},
          .result = "tags: those it has now",
          .example = R"({"torrent":"$TORRENT","tags":["nightly"]})",
          .shown_by = "torrents: labels are kept for the next run"},
         set_tags});
    control::parameter const tag{
        .name = "tag", .doc = "One word or more.", .needed = need::required};
    to.push_back(
        {{.name = "add_tag",
          .doc = "Gives a torrent one more tag.",
          .params = {torrent_param(), tag},
          .result = "tags: those it has now",
          .example = R"({"torrent":"$TORRENT","tag":"new"})",
          .shown_by = "torrents: labels are kept for the next run"},
         add_tag});
    to.push_back(
        {{.name = "remove_tag",
          .doc = "Takes a tag from a torrent.",
          .params = {torrent_param(), tag},
          .result = "tags: those it has now",
          .example = R"({"torrent":"$TORRENT","tag":"new"})",
          .shown_by = "torrents: labels are kept for the next run"},
         remove_tag});
}

}  // namespace

void add_torrent_methods(std::vector<method>& to)
{
    add_adding_method(to);
    to.push_back(
        {{.name = "remove_torrent",
          .doc = "Takes a torrent out of the session.",
          .params =
              {torrent_param(),
               {.name = "delete_files",
                .is = kind::flag,
                .doc = "Deletes its data, and waits until that is done."},
               {.name = "delete_partfile",
                .is = kind::flag,
                .doc = "Deletes what it has of files that are not wanted."},
               timeout_param("How long to wait for the data to be deleted, in seconds.")},
          .result = "torrent: its key",
          .example = R"({"torrent":"$TORRENT"})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         remove_torrent});
    add_lists(to);
    add_labels(to);
}

}  // namespace bt::host
