#include <bt/base/error.hpp>
#include <bt/base/url.hpp>
#include <bt/host/call.hpp>
#include <bt/session/torrent_actions.hpp>
#include <bt/session/torrent_lists.hpp>

#include <utility>

/// The trackers and web seeds of a torrent.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

outcome list_trackers(call& c)
{
    return records_of(c, session::trackers(c.on, c.torrent()));
}

outcome add_tracker(call& c)
{
    auto const id = c.torrent();
    auto urls = c.given.texts("urls");
    if (c.given.has("url")) urls.insert(urls.begin(), c.given.text("url"));
    if (urls.empty())
        fail(exit_code::usage, "add", "tracker", std::string_view{"neither url nor urls has one"});
    // All of them or none.
    for (auto const& each : urls)
        if (!is_url(each, {"http", "https", "udp"}))
            fail(
                exit_code::usage,
                "add tracker",
                each,
                std::string_view{"it is no http, https or udp URL"});
    for (auto const& each : urls)
        session::add_tracker(c.on, id, each, c.small("tier").value_or(0));
    c.of.changed(id);
    return result{};
}

/// A URL, whose tier is its place in the list, or an object that says its tier.
record::tracker_entry entry_of(control::value const& given, std::int64_t place)
{
    if (given.text() != nullptr) return {.url = *given.text(), .tier = place};
    auto const* const url = given.find("url");
    auto const* const tier = given.find("tier");
    bool const is_entry =
        url != nullptr && url->text() != nullptr && (tier == nullptr || tier->integer() != nullptr);
    if (!is_entry)
        fail(
            exit_code::usage,
            "replace",
            "trackers",
            std::string_view{"each is a URL, or an object with url and tier"});
    return {.url = *url->text(), .tier = tier == nullptr ? place : *tier->integer()};
}

outcome replace_trackers(call& c)
{
    auto const id = c.torrent();
    std::vector<record::tracker_entry> entries;
    for (auto const& each : *c.given.find("trackers")->values())
        entries.push_back(entry_of(each, static_cast<std::int64_t>(entries.size())));
    session::replace_trackers(c.on, id, entries);
    c.of.changed(id);
    return result{};
}

outcome list_web_seeds(call& c)
{
    return records_of(c, session::web_seeds(c.on, c.torrent()));
}

session::web_seed_type type_in(call const& c)
{
    return c.given.text("type") == "http_seed" ? session::web_seed_type::http_seed
                                               : session::web_seed_type::url_seed;
}

outcome add_web_seed(call& c)
{
    auto const id = c.torrent();
    session::add_web_seed(c.on, id, c.given.text("url"), type_in(c));
    c.of.changed(id);
    return result{};
}

outcome remove_web_seed(call& c)
{
    auto const id = c.torrent();
    session::remove_web_seed(c.on, id, c.given.text("url"), type_in(c));
    c.of.changed(id);
    return result{};
}

void add_trackers(std::vector<method>& to)
{
    constexpr std::string_view shown =
        "peers: a tracker that was added is announced to and scraped";
    to.push_back(
        {{.name = "list_trackers",
          .doc = "Lists the trackers of a torrent, and what each said last.",
          .params = {torrent_param()},
          .result = "records: tracker",
          .example = of_torrent,
          .shown_by = shown},
         list_trackers});
    to.push_back(
        {{.name = "add_tracker",
          .doc = "Adds trackers to a torrent; one that is there already stays as it is.",
          .params =
              {torrent_param(),
               {.name = "url", .doc = "http, https or udp."},
               {.name = "urls", .is = kind::texts, .doc = "Several."},
               {.name = "tier",
                .is = kind::integer,
                .doc = "Those of tier 0 are asked first; 0 without it.",
                .least = 0,
                .most = 255}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","url":"http://tracker.example/announce"})",
          .shown_by = shown},
         add_tracker});
    to.push_back(
        {{.name = "replace_trackers",
          .doc = "Gives a torrent these trackers in place of those it has.",
          .params =
              {torrent_param(),
               {.name = "trackers",
                .is = kind::list,
                .doc = "URLs, each in a tier of its own, or objects with url and tier.",
                .needed = need::required}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","trackers":["http://tracker.example/announce"]})",
          .shown_by = "peers: trackers are replaced, all or none"},
         replace_trackers});
}

}  // namespace

void add_source_methods(std::vector<method>& to)
{
    constexpr std::string_view shown = "peers: a web seed that was added is fetched from";
    constexpr std::string_view example =
        R"({"torrent":"$TORRENT","url":"http://mirror.example/pub/"})";
    add_trackers(to);
    to.push_back(
        {{.name = "list_web_seeds",
          .doc = "Lists the web servers that have the content of a torrent.",
          .params = {torrent_param()},
          .result = "records: web_seed",
          .example = of_torrent,
          .shown_by = shown},
         list_web_seeds});
    control::parameter const url{.name = "url", .doc = "http or https.", .needed = need::required};
    control::parameter const type{
        .name = "type",
        .doc = "BEP 19, or BEP 17; url_seed without it.",
        .words = "url_seed|http_seed"};
    to.push_back(
        {{.name = "add_web_seed",
          .doc = "Adds a web server that has the content of a torrent.",
          .params = {torrent_param(), url, type},
          .result = "nothing",
          .example = example,
          .shown_by = shown},
         add_web_seed});
    to.push_back(
        {{.name = "remove_web_seed",
          .doc = "Takes a web server from a torrent.",
          .params = {torrent_param(), url, type},
          .result = "nothing",
          .example = example,
          .errors = "not_found: it has none of that URL and type",
          .shown_by = shown},
         remove_web_seed});
}

}  // namespace bt::host
