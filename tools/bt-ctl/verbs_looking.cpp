#include <bt/record/torrent_status.hpp>

#include <bt-ctl/verb.hpp>

/// The verbs that show torrents.
namespace bt_ctl {
namespace {

std::vector<column> list_columns()
{
    return {
        {"torrent", "HASH", look::hash},
        {"state", "STATE", look::state},
        {"progress", "DONE", look::percent},
        {"total_wanted", "SIZE", look::size},
        {"download_payload_rate", "DOWN", look::rate},
        {"upload_payload_rate", "UP", look::rate},
        {"num_peers", "PEERS", look::number},
        {"", "RATIO", look::given},
        {"name", "NAME"},
    };
}

std::vector<std::string> status_fields()
{
    std::vector<std::string> names;
    bt::record::for_each_field<bt::record::torrent_status>(
        [&](auto const& each) { names.emplace_back(each.key); });
    return names;
}

verb list_verb()
{
    return {
        .name = "list",
        .doc = "List torrents, a line each: all of them, or those that are named.",
        .example = "bt-ctl list --state downloading --sort progress",
        .torrents = wants::any,
        .actions = {{.method = "list_torrents", .gives = shows::rows, .columns = list_columns()}},
        .options =
            {{.names = "--fields",
              .doc = "Print these fields of torrent_status (bt-records(5)), commas between.",
              .value = "names",
              .words = status_fields(),
              .is_list = true},
             {.names = "--sort",
              .doc = "Sort by this field, the smallest first.",
              .value = "field",
              .words = status_fields()},
             {.names = "--reverse", .is = type::flag, .doc = "The largest first."},
             {.names = "--limit",
              .is = type::integer,
              .doc = "At most this many.",
              .value = "number"},
             {.names = "--offset",
              .is = type::integer,
              .doc = "Leave out this many first.",
              .value = "number"},
             {.names = "--name",
              .doc = "Torrents whose name matches this glob alone.",
              .value = "glob"}},
        .run = run_list};
}

void add_whole(std::vector<verb>& to)
{
    to.push_back(list_verb());
    to.push_back(
        {.name = "status",
         .doc = "Say all that is known of how torrents are doing.",
         .example = "bt-ctl status debian-12.iso",
         .torrents = wants::any,
         .actions = {
             {.method = "torrent_status", .gives = shows::record, .columns = list_columns()}}});
    to.push_back(
        {.name = "info",
         .doc = "Say what the metadata of torrents says, as bt-info(1) does.",
         .example = "bt-ctl info -j 5f2c | jq -r .magnet",
         .torrents = wants::some,
         .actions = {
             {.method = "torrent_info",
              .gives = shows::record,
              .columns = {
                  {"info_hash_v1", "V1"},
                  {"info_hash_v2", "V2"},
                  {"total_size", "SIZE"},
                  {"num_files", "FILES"},
                  {"name", "NAME"}}}}});
    to.push_back(
        {.name = "find",
         .doc = "Say what the session calls the torrent with this info-hash, v1 or v2, or the "
                "beginning of one.",
         .example = "bt-ctl find 5f2c",
         .actions = {
             {.method = "find_torrent",
              .takes = {{"HASH", "info_hash"}},
              .gives = shows::value,
              .field = "torrent"}}});
    to.push_back(
        {.name = "count",
         .doc = "Say how many torrents the session has.",
         .example = "bt-ctl count",
         .actions = {{.method = "torrent_count", .gives = shows::value, .field = "count"}}});
}

void add_peers(std::vector<verb>& to)
{
    to.push_back(
        {.name = "peers",
         .doc = "List the peers that torrents are connected to; or call others, or part from all.",
         .example = "bt-ctl peers 5f2c\nbt-ctl peers 5f2c --add 192.0.2.7:6881",
         .torrents = wants::some,
         .actions =
             {{.method = "list_peers",
               .gives = shows::rows,
               .columns =
                   {{"endpoint", "ADDRESS"},
                    {"progress", "DONE", look::percent},
                    {"payload_down_rate", "DOWN", look::rate},
                    {"payload_up_rate", "UP", look::rate},
                    {"total_download", "GOT", look::size},
                    {"total_upload", "SENT", look::size},
                    {"source", "SOURCE"},
                    {"client", "CLIENT"}}},
              {.word = "--clear", .method = "clear_peers"},
              {.word = "--add", .method = "add_peers"}},
         .options = {
             {.names = "--add",
              .param = "peers",
              .is = type::texts,
              .doc = "Connect to these peers, commas between.",
              .value = "host:port",
              .repeats = true},
             {.names = "--clear",
              .is = type::flag,
              .doc = "Part from all peers and forget those that are known."}}});
    to.push_back(
        {.name = "known-peers",
         .doc = "List the peers that torrents know of, connected or not.",
         .example = "bt-ctl known-peers 5f2c",
         .torrents = wants::some,
         .actions = {
             {.method = "list_known_peers",
              .gives = shows::rows,
              .columns = {{"endpoint", "ADDRESS"}, {"banned", "BANNED"}}}}});
}

void add_sources(std::vector<verb>& to)
{
    to.push_back(
        {.name = "trackers",
         .doc = "List the trackers of torrents and what they said last; or add some, or put others "
                "in their place.",
         .example = "bt-ctl trackers 5f2c\n"
                    "bt-ctl trackers --all --add http://tracker.example/announce",
         .torrents = wants::some,
         .actions =
             {{.method = "list_trackers",
               .gives = shows::rows,
               .columns =
                   {{"tier", "TIER", look::number}, {"verified", "ANSWERED"}, {"url", "URL"}}},
              {.word = "--replace", .method = "replace_trackers"},
              {.word = "--add", .method = "add_tracker"}},
         .options = {
             {.names = "--add",
              .param = "urls",
              .is = type::texts,
              .doc = "Add these trackers, commas between.",
              .value = "url",
              .repeats = true},
             {.names = "--tier",
              .param = "tier",
              .is = type::integer,
              .doc = "The tier of those that are added; 0 is asked first.",
              .value = "number",
              .with = "--add"},
             {.names = "--replace",
              .param = "trackers",
              .is = type::tier,
              .doc = "Have these trackers and no others; repeat for the next tier, commas for the "
                     "same.",
              .value = "url",
              .repeats = true}}});
    to.push_back(
        {.name = "web-seeds",
         .doc = "List the web servers that have the content of torrents; or add or remove one.",
         .example = "bt-ctl web-seeds 5f2c --add https://mirror.example/pub/",
         .torrents = wants::some,
         .actions =
             {{.method = "list_web_seeds",
               .gives = shows::rows,
               .columns = {{"type", "TYPE"}, {"url", "URL"}}},
              {.word = "--remove", .method = "remove_web_seed"},
              {.word = "--add", .method = "add_web_seed"}},
         .options = {
             {.names = "--add", .param = "url", .doc = "Add this one.", .value = "url"},
             {.names = "--remove", .param = "url", .doc = "Remove this one.", .value = "url"},
             {.names = "--type",
              .param = "type",
              .doc = "url_seed (BEP 19), or http_seed (BEP 17).",
              .value = "url_seed|http_seed",
              .with = "--add|--remove"}}});
}

void add_contents(std::vector<verb>& to)
{
    to.push_back(
        {.name = "files",
         .doc = "List the files of torrents, how much of each is here, and how much it is wanted.",
         .example = "bt-ctl files 5f2c",
         .torrents = wants::some,
         .actions = {
             {.method = "list_files",
              .gives = shows::rows,
              .columns = {
                  {"index", "INDEX", look::number},
                  {"size", "SIZE", look::size},
                  {"progress_ratio", "DONE", look::percent},
                  {"priority", "PRIORITY", look::number},
                  {"path", "PATH"}}}}});
    to.push_back(
        {.name = "pieces",
         .doc = "List the pieces of torrents; or those that are under way; or tell which are here "
                "as bits.",
         .example = "bt-ctl pieces 5f2c --partial",
         .torrents = wants::some,
         .actions =
             {{.method = "list_pieces",
               .gives = shows::rows,
               .columns =
                   {{"index", "INDEX", look::number},
                    {"size", "SIZE", look::size},
                    {"have", "HERE"},
                    {"priority", "PRIORITY", look::number},
                    {"availability", "PEERS", look::number}}},
              {.word = "--partial",
               .method = "download_queue",
               .gives = shows::rows,
               .columns =
                   {{"piece", "PIECE", look::number},
                    {"blocks_in_piece", "BLOCKS", look::number},
                    {"finished", "DONE", look::number},
                    {"writing", "WRITING", look::number},
                    {"requested", "ASKED", look::number}}},
              {.word = "--bitfield",
               .method = "piece_bitfield",
               .gives = shows::value,
               .field = "bitfield_base64"}},
         .options = {
             {.names = "--partial",
              .is = type::flag,
              .doc = "The pieces that are being downloaded."},
             {.names = "--bitfield",
              .is = type::flag,
              .doc = "The pieces that are here as bits in base64, the first the highest of its "
                     "byte."}}});
    to.push_back(
        {.name = "availability",
         .doc = "Say how many peers have each piece of a torrent.",
         .example = "bt-ctl availability 5f2c",
         .torrents = wants::some,
         .actions = {
             {.method = "piece_availability", .gives = shows::value, .field = "availability"}}});
}

}  // namespace

void add_looking_verbs(std::vector<verb>& to)
{
    add_whole(to);
    add_contents(to);
    add_peers(to);
    add_sources(to);
}

}  // namespace bt_ctl
