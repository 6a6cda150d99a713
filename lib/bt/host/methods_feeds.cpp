#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/host/feeds.hpp>
#include <bt/record/render.hpp>

#include <algorithm>
#include <memory>
#include <utility>

/// The feeds that the session follows.
namespace bt::host {
namespace {

using control::kind;
using control::result;

constexpr std::int64_t a_week = 7 * 86400;
constexpr std::int64_t most_often = 10;
constexpr std::string_view follows_none = "failed: the host of the session follows no feeds";
constexpr std::string_view unknown_too =
    "not_found: the session does not follow it; failed: its host follows no feeds";

feeds& feeds_of(call& c)
{
    if (auto* const all = c.of.followed_feeds()) return *all;
    throw error{
        exit_code::failed,
        "cannot follow feeds: this host of the session does not",
        "bt-seed does"};
}

std::optional<std::string> text_of(call const& c, std::string_view param)
{
    return c.given.has(param) ? std::optional{c.given.text(param)} : std::nullopt;
}

std::optional<std::vector<std::string>> texts_of(call const& c, std::string_view param)
{
    return c.given.has(param) ? std::optional{c.given.texts(param)} : std::nullopt;
}

std::optional<bool> flag_of(call const& c, std::string_view param)
{
    return c.given.has(param) ? std::optional{c.given.flag(param)} : std::nullopt;
}

std::string list_of_feeds(std::vector<record::feed> const& all)
{
    std::vector<std::string> rows;
    for (auto const& each : all)
        rows.push_back(record::to_json(each));
    return result{}.raw("records", control::list_of(rows)).text();
}

outcome add_feed(call& c)
{
    auto& all = feeds_of(c);
    record::feed what;
    what.url = c.given.text("url");
    what.interval = c.given.integer("interval");
    what.auto_download = flag_of(c, "auto_download");
    what.save_path = text_of(c, "save_path");
    what.category = text_of(c, "category");
    what.tags = texts_of(c, "tags");
    what.paused = flag_of(c, "paused");
    what.download_limit = c.given.integer("download_limit");
    what.upload_limit = c.given.integer("upload_limit");
    what.match = texts_of(c, "match");
    what.exclude = texts_of(c, "exclude");
    what.ignore_case = flag_of(c, "ignore_case");
    what.first_run = text_of(c, "first_run");
    bool const is_new = all.follow(std::move(what));
    return result{}.add("url", c.given.text("url")).add("already_present", !is_new);
}

outcome remove_feed(call& c)
{
    feeds_of(c).remove(c.given.text("url"));
    return result{};
}

outcome list_feeds(call& c)
{
    auto& all = feeds_of(c);
    if (!c.given.has("url")) return list_of_feeds(all.list());
    return list_of_feeds({all.state_of(c.given.text("url"))});
}

outcome list_feed_items(call& c)
{
    std::vector<std::string> rows;
    for (auto const& each : feeds_of(c).items_of(c.given.text("url")))
        rows.push_back(record::to_json(each));
    return result{}.raw("records", control::list_of(rows));
}

/// One of several that failed is told in its record.
outcome refresh_feed(call& c)
{
    auto& all = feeds_of(c);
    bool const is_one = c.given.has("url");
    std::vector<std::string> urls;
    if (is_one)
        urls.push_back(all.state_of(c.given.text("url")).url);
    else
        for (auto& each : all.list())
            urls.push_back(std::move(each.url));
    if (!c.given.flag("wait")) {
        for (auto const& url : urls)
            all.refresh(url, {});
        return result{};
    }
    return promising{[&all, urls, is_one](auto const& reply) {
        auto const finish = [&all, urls, is_one]() -> std::string {
            if (!is_one) return list_of_feeds(all.list());
            auto const now = all.state_of(urls.front());
            if (now.error_message) throw error{exit_code::network, *now.error_message};
            return list_of_feeds({now});
        };
        if (urls.empty()) return reply(finish);
        auto const left = std::make_shared<std::size_t>(urls.size());
        for (auto const& url : urls)
            all.refresh(url, [left, reply, finish] {
                if (--*left == 0) reply(finish);
            });
    }};
}

control::parameter url_param(control::need needed, std::string_view doc)
{
    return {.name = "url", .doc = doc, .needed = needed};
}

std::vector<control::parameter> feed_params()
{
    return {
        url_param(control::need::required, "http or https; it is known by that."),
        {.name = "interval",
         .is = kind::integer,
         .doc = "Seconds between two looks at it, more where it wants to be left alone for longer; "
                "1800 without it.",
         .least = most_often,
         .most = a_week},
        {.name = "auto_download",
         .is = kind::flag,
         .doc = "Whether what is new becomes a torrent, which it does without it; else it is only "
                "told, as the event feed_item."},
        {.name = "save_path", .doc = "Of its torrents; absolute; without it the session's own."},
        {.name = "category", .doc = "What its torrents are sorted under."},
        {.name = "tags", .is = kind::texts, .doc = "Words to find its torrents by."},
        {.name = "paused", .is = kind::flag, .doc = "Its torrents wait until they are resumed."},
        {.name = "download_limit",
         .is = kind::integer,
         .doc = "Bytes a second of each of its torrents; 0 is none.",
         .least = 0,
         .most = most_int},
        {.name = "upload_limit",
         .is = kind::integer,
         .doc = "Bytes a second of each of its torrents; 0 is none.",
         .least = 0,
         .most = most_int},
        {.name = "match",
         .is = kind::texts,
         .doc = "Extended regular expressions: only items whose title one of them matches."},
        {.name = "exclude", .is = kind::texts, .doc = "And none whose title one of these matches."},
        {.name = "ignore_case", .is = kind::flag, .doc = "Letters of either case match."},
        {.name = "first_run",
         .doc = "What of a feed that is new here counts as new; all without it.",
         .words = "all|none|newest"}};
}

}  // namespace

void add_feed_methods(std::vector<method>& to)
{
    constexpr std::string_view example = R"({"url":"http://127.0.0.1:1/feed.xml"})";
    to.push_back(
        {{.name = "add_feed",
          .doc = "Follows a feed (RSS, Atom, BEP 36): what is new in it becomes a torrent of the "
                 "session, once. One that is followed already is from now on as this says.",
          .params = feed_params(),
          .result = "url; already_present",
          .example = example,
          .errors = follows_none,
          .shown_by = "feeds: what is new in one becomes a torrent, once"},
         add_feed});
    to.push_back(
        {{.name = "remove_feed",
          .doc = "Follows a feed no more, and forgets what was seen of it. Its torrents stay.",
          .params = {url_param(control::need::required, "As it was added.")},
          .result = "nothing",
          .example = example,
          .errors = unknown_too,
          .shown_by = "feeds: one that is removed is looked at no more, and its torrents stay"},
         remove_feed});
    to.push_back(
        {{.name = "list_feeds",
          .doc = "Lists the feeds that the session follows, by URL.",
          .params = {url_param(control::need::optional, "That one alone.")},
          .result = "records: feed",
          .errors = unknown_too,
          .shown_by = "feeds: what is new in one becomes a torrent, once"},
         list_feeds});
    to.push_back(
        {{.name = "list_feed_items",
          .doc = "Lists what a feed has now and is wanted by its rules, the oldest first.",
          .params = {url_param(control::need::required, "As it was added.")},
          .result = "records: feed_item; seen are those that are done with",
          .example = example,
          .errors = unknown_too,
          .shown_by = "feeds: one that only tells adds nothing"},
         list_feed_items});
    to.push_back(
        {{.name = "refresh_feed",
          .doc = "Looks at feeds now, and again at what of them could not be added.",
          .params =
              {url_param(control::need::optional, "That one alone; without it all."),
               {.name = "wait",
                .is = kind::flag,
                .doc = "Holds the reply until that is done and what was new is added or has "
                       "failed."}},
          .result = "nothing; with wait, records: feed",
          .errors = "not_found: the session does not follow it; network: with url and wait, why it "
                    "could not be looked at; failed: its host follows no feeds",
          .shown_by = "feeds: what is new in one becomes a torrent, once"},
         refresh_feed});
}

}  // namespace bt::host
