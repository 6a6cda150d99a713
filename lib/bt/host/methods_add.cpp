#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/host/service.hpp>
#include <bt/session/resume.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

/// How a client's request becomes a torrent of the session.
namespace bt::host {
namespace {

using control::kind;
using control::result;

constexpr std::array inputs{"magnet", "torrent", "torrent_base64", "info_hash", "url"};

struct flag_row {
    std::string_view name;
    bool torrent_options::*member;
};
constexpr std::array flag_rows{
    flag_row{"seed_mode", &torrent_options::seed_mode},
    flag_row{"upload_mode", &torrent_options::upload_mode},
    flag_row{"share_mode", &torrent_options::share_mode},
    flag_row{"super_seeding", &torrent_options::super_seeding},
    flag_row{"sequential_download", &torrent_options::sequential_download},
    flag_row{"paused", &torrent_options::paused},
    flag_row{"auto_managed", &torrent_options::auto_managed},
};

[[noreturn]] void refuse(std::string_view what, std::string_view why)
{
    fail(exit_code::usage, "add", what, why);
}

void set_flags(torrent_options& into, control::arguments const& given)
{
    auto const* const flags = given.find("flags");
    if (flags == nullptr) return;
    for (auto const& each : *flags->members()) {
        auto const row = std::ranges::find(flag_rows, each.key, &flag_row::name);
        auto const* const on = each.held.truth();
        if (on == nullptr) refuse("flag " + each.key, "it is true or false");
        if (each.key == "apply_ip_filter")
            into.ignore_ip_filter = !*on;
        else if (row == flag_rows.end())
            refuse("flag " + each.key, "a torrent cannot be added with it");
        else
            into.*(row->member) = *on;
    }
}

int small(std::optional<std::int64_t> number)
{
    return static_cast<int>(number.value_or(0));
}

/// What files looked like is not in it, so what it says is here is hashed.
std::shared_ptr<session::resume_data const> resume_of(control::arguments const& given)
{
    if (!given.has("resume_base64")) return nullptr;
    auto bytes = from_base64(given.text("resume_base64"));
    if (!bytes || !session::is_resume_data(*bytes))
        refuse("resume_base64", "it is no resume data in base64");
    auto const out = std::make_shared<session::resume_data>();
    out->bytes = std::move(*bytes);
    return out;
}

session::add_request request_of(call const& c)
{
    auto const& given = c.given;
    session::add_request how;
    how.save_path = given.has("save_path") ? given.text("save_path") : c.of.save_path();
    if (!how.save_path.starts_with('/')) refuse(how.save_path, "save_path is an absolute path");
    how.peers = endpoints_of("add", given.texts("peers"));
    how.dht_nodes = endpoints_of("add", given.texts("dht_nodes"));
    how.trackers = torrent::tiers_of(given.texts("trackers"));
    how.web_seeds = given.texts("web_seeds");
    for (auto const level : given.integers("file_priorities"))
        how.file_priorities.push_back(static_cast<int>(level));
    how.options.down_bytes_per_second = given.integer("download_limit").value_or(0);
    how.options.up_bytes_per_second = given.integer("upload_limit").value_or(0);
    how.options.max_connections = small(given.integer("max_connections"));
    how.options.max_uploads = small(given.integer("max_uploads"));
    how.options.allocate = given.text("storage_mode") == "allocate";
    how.metadata_alone = given.flag("metadata_alone");
    how.name = given.text("name");
    how.tracker_id = given.text("tracker_id");
    how.resume = resume_of(given);
    how.keeps_choice = how.resume && how.file_priorities.empty();
    auto const pieces = given.integers("piece_priorities");
    if (pieces.size() % 2 != 0) refuse("torrent", "piece_priorities are pairs");
    for (std::size_t at = 0; at + 1 < pieces.size(); at += 2)
        how.piece_priorities.emplace_back(
            static_cast<int>(pieces[at]), static_cast<int>(pieces[at + 1]));
    set_flags(how.options, given);
    if (given.flag("seed")) how.what_for = session::purpose::seed;
    return how;
}

/// Loaded away from the session's thread: a URL takes its time.
torrent::metainfo load(std::string_view param, std::string const& input, load_limits const& limits)
{
    if (param != "torrent_base64")
        return torrent::load(input, limits, torrent::piece_layers::optional);
    auto bytes = from_base64(input);
    if (!bytes) refuse(param, "it is not base64");
    return torrent::parse_torrent(
        std::move(*bytes), "the torrent", limits, torrent::piece_layers::optional);
}

void check_input(std::string_view param, std::string const& input)
{
    bool const is_link = input.starts_with("magnet:");
    bool const is_url = input.starts_with("http://") || input.starts_with("https://");
    if (param == "magnet" && !is_link) refuse(input, "it is no magnet link");
    if (param == "url" && !is_url) refuse(input, "it is no http or https URL");
    if (param == "torrent" && !input.starts_with('/')) refuse(input, "torrent is an absolute path");
    if (param == "info_hash" && input.find_first_of("/:") != std::string::npos)
        refuse(input, "it is no info-hash");
}

/// Shared by the two halves of the work, since what is given to std::function is copied.
struct in_making {
    std::optional<torrent::metainfo> what;
    session::add_request how;
    labels sorted;
    std::string origin;
};

outcome add_torrent(call& c)
{
    std::string param;
    for (auto const* const each : inputs) {
        if (!c.given.has(each)) continue;
        if (!param.empty()) refuse("torrent", fmt::format("{} and {} are two inputs", param, each));
        param = each;
    }
    if (param.empty())
        refuse("torrent", "there is no magnet, torrent, torrent_base64, info_hash or url");
    auto input = c.given.text(param);
    check_input(param, input);
    auto const made = std::make_shared<in_making>(in_making{
        .how = request_of(c),
        .sorted = {c.given.text("category"), c.given.texts("tags")},
        .origin = param == "torrent_base64" ? c.given.text("origin") : input});
    return aside{[&of = c.of, &by = c.by, &on = c.on, made, param, input, proxy = c.of.proxy()](
                     std::stop_token stop) {
        load_limits limits;
        limits.stop = std::move(stop);
        limits.proxy = proxy;
        made->what = load(param, input, limits);
        return [&of, &by, &on, made]() -> std::string {
            if (auto const known = find_torrent(of, on, *made->what))
                return result{}
                    .add("torrent", by.status_of(*known).torrent)
                    .add("already_present", true)
                    .text();
            auto const id = of.add(
                {std::move(*made->what),
                 std::move(made->how),
                 std::move(made->sorted),
                 std::move(made->origin),
                 {}});
            return result{}
                .add("torrent", by.status_of(id).torrent)
                .add("already_present", false)
                .text();
        };
    }};
}

std::vector<control::parameter> limit_params()
{
    return {
        {.name = "max_uploads",
         .is = kind::integer,
         .doc = "Peers that are served at a time.",
         .least = 2,
         .most = most_int},
        {.name = "max_connections",
         .is = kind::integer,
         .doc = "Peers.",
         .least = 2,
         .most = most_int},
        {.name = "upload_limit",
         .is = kind::integer,
         .doc = "Bytes a second; 0 is none.",
         .least = 0,
         .most = most_int},
        {.name = "download_limit",
         .is = kind::integer,
         .doc = "Bytes a second; 0 is none.",
         .least = 0,
         .most = most_int}};
}

}  // namespace

void add_adding_method(std::vector<method>& to)
{
    to.push_back(
        {{.name = "add_torrent",
          .doc = "Adds a torrent by one input; one that is there already stays as it is.",
          .params =
              {{.name = "magnet", .doc = "A magnet link."},
               {.name = "torrent", .doc = "The absolute path of a .torrent file."},
               {.name = "torrent_base64", .doc = "The bytes of a .torrent file."},
               {.name = "info_hash", .doc = "40 or 64 hex digits, or 32 of base32."},
               {.name = "url", .doc = "Where the session fetches a .torrent file: http or https."},
               {.name = "resume_base64",
                .doc = "What save_resume_data gave with inline, beside an input with metadata: "
                       "how far it was. What was there is hashed again."},
               {.name = "name", .doc = "What it is called until its metadata is there."},
               {.name = "save_path", .doc = "Absolute; without it the session's own."},
               {.name = "seed",
                .is = kind::flag,
                .doc = "Its data is there: nothing is fetched or written."},
               {.name = "flags",
                .is = kind::object,
                .doc = "Truth values of seed_mode, upload_mode, share_mode, super_seeding, "
                       "sequential_download, paused, auto_managed, apply_ip_filter."},
               {.name = "trackers",
                .is = kind::texts,
                .doc = "Beside its own, a tier each; commas part those of one."},
               {.name = "tracker_id", .doc = "What a tracker gave an earlier run to be known by."},
               {.name = "web_seeds", .is = kind::texts, .doc = "URLs beside its own (BEP 19)."},
               {.name = "dht_nodes", .is = kind::texts, .doc = "ADDRESS:PORT each."},
               {.name = "peers", .is = kind::texts, .doc = "HOST:PORT each."},
               {.name = "file_priorities",
                .is = kind::integers,
                .doc = "By file index; files beyond the end get 4.",
                .least = 0,
                .most = 7},
               {.name = "piece_priorities",
                .is = kind::integers,
                .doc = "An index and 0 to 7, and so on: pieces that are to have another than "
                       "their files.",
                .least = 0,
                .most = most_int},
               {.name = "metadata_alone",
                .is = kind::flag,
                .doc = "Only the metadata of a link is fetched, no file."},
               {.name = "storage_mode",
                .doc = "How files get their room.",
                .words = "sparse|allocate"},
               {.name = "category", .doc = "What it is sorted under."},
               {.name = "tags", .is = kind::texts, .doc = "Words to find it by."},
               {.name = "origin",
                .doc = "Of torrent_base64: where the bytes are from, for people."}},
          .result = "torrent: its key; already_present",
          .example = R"({"magnet":"magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056"})",
          .shown_by = "torrents: one is added, listed, found and removed"},
         add_torrent});
    auto& params = to.back().row.params;
    auto const limits = limit_params();
    auto const before =
        std::ranges::find(params, std::string_view{"storage_mode"}, &control::parameter::name);
    params.insert(before, limits.begin(), limits.end());
}

}  // namespace bt::host
