#include <bt-ctl/verb.hpp>

/// The verb about feeds that the session follows.
namespace bt_ctl {
namespace {

action feed_listing(std::string_view word)
{
    return {
        .word = word,
        .method = "list_feeds",
        .takes = word.empty()
            ? std::vector<argument>{}
            : std::vector<argument>{{.name = "URL", .param = "url", .optional = true}},
        .gives = shows::rows,
        .columns = {
            {"url", "URL"},
            {"title", "TITLE"},
            {"num_items", "ITEMS", look::number},
            {"num_unseen", "OPEN", look::number},
            {"last_update", "LOOKED", look::time},
            {.field = "error_message", .head = "ERROR", .is_remark = true}}};
}

std::vector<action> feed_actions()
{
    argument const url{.name = "URL", .param = "url"};
    auto refresh = feed_listing("refresh");
    refresh.method = "refresh_feed";
    return {
        feed_listing({}),
        feed_listing("list"),
        {.word = "add", .method = "add_feed", .takes = {url}},
        {.word = "remove", .method = "remove_feed", .takes = {url}},
        std::move(refresh),
        {.word = "items",
         .method = "list_feed_items",
         .takes = {url},
         .gives = shows::rows,
         .columns = {
             {"title", "TITLE"},
             {"size", "SIZE", look::size},
             {"published", "PUBLISHED", look::time},
             {"seen", "DONE"},
             {"url", "URL"}}}};
}

std::vector<option> feed_options()
{
    std::vector<option> out{
        {.names = "--interval",
         .param = "interval",
         .is = type::seconds,
         .doc = "Look at it this often, or more seldom if it wants that; 30m without it.",
         .value = "time"},
        {.names = "--match",
         .param = "match",
         .is = type::each,
         .doc = "Take only items whose title one of these extended regular expressions matches.",
         .value = "regex",
         .repeats = true},
        {.names = "--exclude",
         .param = "exclude",
         .is = type::each,
         .doc = "And none whose title one of these matches.",
         .value = "regex",
         .repeats = true},
        {.names = "--ignore-case",
         .param = "ignore_case",
         .is = type::flag,
         .doc = "Upper and lower case are the same to those two."},
        {.names = "--first-run",
         .param = "first_run",
         .doc = "What of it counts as new at first; all without it.",
         .value = "all|none|newest"},
        {.names = "--no-download",
         .param = "auto_download",
         .is = type::off,
         .doc = "Add nothing; tell what is new as the event feed_item alone."},
        {.names = "-d,--dir",
         .param = "save_path",
         .is = type::path,
         .doc = "The folder of its torrents' data; the session's own without it.",
         .value = "dir"},
        {.names = "--category",
         .param = "category",
         .doc = "Put its torrents into this category.",
         .value = "name"},
        {.names = "--tag",
         .param = "tags",
         .is = type::texts,
         .doc = "Give its torrents these tags, commas between.",
         .value = "name",
         .repeats = true},
        {.names = "--paused",
         .param = "paused",
         .is = type::flag,
         .doc = "Do not start its torrents yet."},
        {.names = "--down",
         .param = "download_limit",
         .is = type::rate,
         .doc = "Have each of its torrents receive at most this much a second.",
         .value = "rate"},
        {.names = "--up",
         .param = "upload_limit",
         .is = type::rate,
         .doc = "Have each of its torrents send at most this much a second.",
         .value = "rate"}};
    for (auto& each : out)
        each.with = "add";
    out.push_back(
        {.names = "--wait",
         .param = "wait",
         .is = type::flag,
         .doc = "Until refresh is done, with all that was new.",
         .with = "refresh",
         .waits = true});
    return out;
}

}  // namespace

void add_feed_verb(std::vector<verb>& to)
{
    to.push_back(
        {.name = "feeds",
         .doc = "List the feeds that the session follows; follow one, or have one that is followed "
                "be as the options say; follow one no more; look at them now; or list what one "
                "has.",
         .example = "bt-ctl feeds add --match '^debian-' https://example.org/feed.xml\n"
                    "bt-ctl -S mirror feeds refresh --wait",
         .actions = feed_actions(),
         .options = feed_options()});
}

}  // namespace bt_ctl
