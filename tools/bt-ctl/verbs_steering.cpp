#include <bt-ctl/verb.hpp>

/// The verbs that change torrents.
namespace bt_ctl {
namespace {

option force(std::string_view doc)
{
    return {.names = "-f,--force", .is = type::flag, .doc = doc};
}

void add_running(std::vector<verb>& to)
{
    to.push_back(
        {.name = "pause",
         .doc = "Have torrents stop until they are resumed.",
         .example = "bt-ctl pause --category movies",
         .torrents = wants::some,
         .actions = {{.method = "pause"}},
         .options = {
             {.names = "--graceful",
              .param = "graceful",
              .is = type::flag,
              .doc = "Wait for the blocks that are on their way."}}});
    to.push_back(
        {.name = "resume",
         .doc = "Have torrents go on.",
         .example = "bt-ctl resume --all",
         .torrents = wants::some,
         .actions = {{.method = "resume"}}});
    to.push_back(
        {.name = "remove",
         .doc = "Take torrents out of the session; their files stay unless something else is said. "
                "It asks first on a terminal where files or all torrents would go; without one it "
                "ends with 14.",
         .example = "bt-ctl remove 5f2c\nbt-ctl remove --tag old --delete-files --force",
         .torrents = wants::some,
         .actions = {{.method = "remove_torrent"}},
         .options =
             {{.names = "--delete-files",
               .param = "delete_files",
               .is = type::flag,
               .doc = "Delete their files, too, and wait until that is done.",
               .waits = true},
              {.names = "--delete-partfile",
               .param = "delete_partfile",
               .is = type::flag,
               .doc = "Delete what there is of files that are not wanted."},
              force("Do not ask.")},
         .run = run_remove});
    to.push_back(
        {.name = "recheck",
         .doc = "Have all data of torrents hashed again.",
         .example = "bt-ctl recheck 5f2c --wait",
         .torrents = wants::some,
         .actions = {{.method = "force_recheck"}},
         .options = {
             {.names = "--wait",
              .param = "wait",
              .is = type::flag,
              .doc = "Until it is done.",
              .waits = true}}});
    to.push_back(
        {.name = "clear-error",
         .doc = "Have torrents that an error stopped try again.",
         .example = "bt-ctl clear-error --state error",
         .torrents = wants::some,
         .actions = {{.method = "clear_torrent_error"}}});
}

void add_announcing(std::vector<verb>& to)
{
    option const index{
        .names = "--tracker-index",
        .param = "tracker_index",
        .is = type::integer,
        .doc = "This tracker alone; the first is 0.",
        .value = "number"};
    to.push_back(
        {.name = "reannounce",
         .doc = "Have torrents announced to their trackers now.",
         .example = "bt-ctl reannounce 5f2c --dht",
         .torrents = wants::some,
         .actions = {{.method = "force_reannounce"}},
         .options = {
             index,
             {.names = "--in",
              .param = "seconds",
              .is = type::seconds,
              .doc = "In so much time.",
              .value = "time"},
             {.names = "--ignore-min-interval",
              .param = "ignore_min_interval",
              .is = type::flag,
              .doc = "Even if the tracker said to come later."},
             {.names = "--dht", .param = "dht", .is = type::flag, .doc = "To the DHT, too."},
             {.names = "--lsd",
              .param = "lsd",
              .is = type::flag,
              .doc = "To the local network, too (BEP 14)."}}});
    to.push_back(
        {.name = "scrape",
         .doc = "Have trackers asked how many peers torrents have; events tell the answers.",
         .example = "bt-ctl scrape --all",
         .torrents = wants::some,
         .actions = {{.method = "scrape_tracker"}},
         .options = {
             index,
             {.names = "--wait",
              .param = "wait",
              .is = type::flag,
              .doc = "Until the tracker has answered.",
              .waits = true}}});
}

void add_files(std::vector<verb>& to)
{
    to.push_back(
        {.name = "move",
         .doc = "Have the files of torrents moved below another folder.",
         .example = "bt-ctl move /srv/archive --tag done",
         .torrents = wants::some,
         .actions = {{.method = "move_storage", .takes = {{"DIR", "save_path", type::path}}}},
         .options = {
             {.names = "--mode",
              .param = "mode",
              .doc = "What becomes of files that are there already: they are replaced, nothing is "
                     "moved, or they stay.",
              .value = "always_replace_files|fail_if_exist|dont_replace"},
             {.names = "--wait",
              .param = "wait",
              .is = type::flag,
              .doc = "Until it is done.",
              .waits = true}}});
    to.push_back(
        {.name = "rename",
         .doc = "Have a file of a torrent renamed: the index that files lists, and its new path.",
         .example = "bt-ctl rename 0 debian.iso 5f2c",
         .torrents = wants::one,
         .actions = {
             {.method = "rename_file",
              .takes = {{"INDEX", "file", type::integer}, {"NAME", "new_name"}}}}});
    to.push_back(
        {.name = "priority",
         .doc = "Say how much files of a torrent are wanted: a number from 0, not at all, over 4, "
                "the usual, to 7, first, for all files; or FILE=NUMBER with an index, a range "
                "N-M or a glob, commas between.",
         .example = "bt-ctl priority '*=0,*.iso=7' 5f2c",
         .torrents = wants::some,
         .actions =
             {{.method = "set_file_priorities", .takes = {{"PRIORITIES", {}}}},
              {.word = "--piece",
               .method = "set_piece_priority",
               .takes = {{"PRIORITY", "priority", type::integer}}}},
         .options =
             {{.names = "--piece",
               .param = "piece",
               .is = type::integer,
               .doc = "Of this piece, not of files.",
               .value = "number"}},
         .run = run_priority});
}

void add_data(std::vector<verb>& to)
{
    to.push_back(
        {.name = "deadline",
         .doc = "Have a piece of a torrent fetched before others, until so much time is over; or "
                "take that back.",
         .example = "bt-ctl deadline set 12 5s 5f2c",
         .torrents = wants::one,
         .actions = {
             {.word = "set",
              .method = "set_piece_deadline",
              .takes =
                  {{"PIECE", "piece", type::integer}, {"TIME", "deadline_ms", type::milliseconds}}},
             {.word = "reset",
              .method = "reset_piece_deadline",
              .takes = {{"PIECE", "piece", type::integer}}},
             {.word = "clear", .method = "clear_piece_deadlines"}}});
    to.push_back(
        {.name = "flush",
         .doc = "Have what torrents keep in memory written, or their files closed.",
         .example = "bt-ctl flush --all",
         .torrents = wants::some,
         .actions = {{.method = "flush_cache"}, {.word = "--close", .method = "close_files"}},
         .options = {{.names = "--close", .is = type::flag, .doc = "Close their files."}}});
    to.push_back(
        {.name = "resume-data",
         .doc = "Have how far torrents are saved now.",
         .example = "bt-ctl resume-data --all --if-modified",
         .torrents = wants::some,
         .actions = {{.method = "save_resume_data"}},
         .options = {
             {.names = "--if-modified",
              .param = "only_if_modified",
              .is = type::flag,
              .doc = "Those alone that changed since."},
             {.names = "--inline",
              .param = "inline",
              .is = type::flag,
              .doc = "Print it with --json, in base64."}}});
}

void add_limits(std::vector<verb>& to)
{
    to.push_back(
        {.name = "limits",
         .doc = "Say what torrents may use, or set it.",
         .example = "bt-ctl limits --tag slow --down 500K --up none",
         .torrents = wants::some,
         .actions =
             {{.method = "get_torrent_limits",
               .gives = shows::record,
               .columns =
                   {{"download_limit", "DOWN"},
                    {"upload_limit", "UP"},
                    {"max_connections", "CONNECTIONS"},
                    {"max_uploads", "UPLOADS"}}},
              {.word = "--down|--up", .method = "set_torrent_limits"},
              {.word = "--max-connections", .method = "set_max_connections"},
              {.word = "--max-uploads", .method = "set_max_uploads"}},
         .options = {
             {.names = "--down",
              .param = "download_limit",
              .is = type::rate,
              .doc = "Receive at most this much a second; none is no limit.",
              .value = "rate"},
             {.names = "--up",
              .param = "upload_limit",
              .is = type::rate,
              .doc = "Send at most this much a second; none is no limit.",
              .value = "rate"},
             {.names = "--max-connections",
              .param = "max_connections",
              .is = type::integer,
              .doc = "Connect to at most this many peers; -1 is no limit.",
              .value = "number"},
             {.names = "--max-uploads",
              .param = "max_uploads",
              .is = type::integer,
              .doc = "Serve at most this many peers at a time; -1 is no limit.",
              .value = "number"}}});
    to.push_back(
        {.name = "flags",
         .doc = "Say which of libtorrent's flags torrents have, or change some.",
         .example = "bt-ctl flags 5f2c --set sequential_download --clear auto_managed",
         .torrents = wants::some,
         .actions =
             {{.method = "torrent_status", .gives = shows::value, .field = "flags"},
              {.word = "--set|--clear", .method = "set_flags"}},
         .options = {
             {.names = "--set",
              .param = "flags",
              .is = type::flags_on,
              .doc = "Set these, commas between.",
              .value = "flags",
              .repeats = true,
              .words = flag_words(),
              .is_list = true},
             {.names = "--clear",
              .param = "flags",
              .is = type::flags_off,
              .doc = "Clear these, commas between.",
              .value = "flags",
              .repeats = true,
              .words = flag_words(),
              .is_list = true}}});
}

void add_queue(std::vector<verb>& to)
{
    to.push_back(
        {.name = "queue",
         .doc = "Move torrents in the queue, or say where they are.",
         .example = "bt-ctl queue top 5f2c\nbt-ctl queue set 3 5f2c",
         .torrents = wants::some,
         .actions = {
             {.word = "show",
              .method = "queue_position",
              .gives = shows::value,
              .field = "queue_position"},
             {.word = "up", .method = "queue_up"},
             {.word = "down", .method = "queue_down"},
             {.word = "top", .method = "queue_top"},
             {.word = "bottom", .method = "queue_bottom"},
             {.word = "set",
              .method = "queue_set",
              .takes = {{"POSITION", "position", type::integer}}}}});
}

void add_labels(std::vector<verb>& to)
{
    to.push_back(
        {.name = "category",
         .doc = "Put torrents into a category; an empty one takes them out of theirs.",
         .example = "bt-ctl category linux 'debian-*'",
         .torrents = wants::some,
         .actions = {{.method = "set_category", .takes = {{"CATEGORY", "category"}}}}});
    to.push_back(
        {.name = "tag",
         .doc = "Give torrents a tag, take one from them, or give them these in place of all.",
         .example = "bt-ctl tag add nightly 5f2c\nbt-ctl tag set nightly,amd64 5f2c",
         .torrents = wants::some,
         .actions = {
             {.word = "add", .method = "add_tag", .takes = {{"TAG", "tag"}}},
             {.word = "remove", .method = "remove_tag", .takes = {{"TAG", "tag"}}},
             {.word = "set", .method = "set_tags", .takes = {{"TAGS", "tags", type::texts}}}}});
}

}  // namespace

void add_steering_verbs(std::vector<verb>& to)
{
    add_running(to);
    add_announcing(to);
    add_files(to);
    add_data(to);
    add_limits(to);
    add_queue(to);
    add_labels(to);
}

}  // namespace bt_ctl
