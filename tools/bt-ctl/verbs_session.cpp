#include <bt/base/text.hpp>
#include <bt/session/event_kinds.hpp>
#include <bt/session/status.hpp>

#include <bt-ctl/verb.hpp>

/// The verbs about the session as a whole.
namespace bt_ctl {
namespace {

option repeated(
    std::string_view names,
    std::string_view param,
    type is,
    std::string_view doc,
    std::string_view value)
{
    return {.names = names, .param = param, .is = is, .doc = doc, .value = value, .repeats = true};
}

option number(std::string_view names, std::string_view param, std::string_view doc)
{
    return {.names = names, .param = param, .is = type::integer, .doc = doc, .value = "number"};
}

verb add_verb()
{
    return {
        .name = "add",
        .doc = "Add torrents: files, - for one on standard input, magnet links, info-hashes, or "
               "http and https URLs, which the session fetches. Prints what each is called.",
        .example = "bt-ctl add -d /srv/data --tag new debian-12.torrent",
        .actions = {{.method = "add_torrent"}},
        .options =
            {{.names = "-d,--dir",
              .param = "save_path",
              .is = type::path,
              .doc = "The folder of its data; the session's own without it.",
              .value = "dir"},
             {.names = "--paused",
              .param = "paused",
              .is = type::flag,
              .doc = "Do not start it yet."},
             {.names = "--seed",
              .param = "seed",
              .is = type::flag,
              .doc = "Its data is there: fetch and write nothing."},
             {.names = "--flags",
              .param = "flags",
              .is = type::flags_on,
              .doc = "Flags of libtorrent, commas between, such as sequential_download.",
              .value = "flags",
              .repeats = true,
              .words = flag_words(),
              .is_list = true},
             {.names = "--category",
              .param = "category",
              .doc = "Put it into this category.",
              .value = "name"},
             repeated("--tag", "tags", type::texts, "Give it these tags, commas between.", "name"),
             repeated(
                 "-a,--announce",
                 "trackers",
                 type::each,
                 "A tracker beside its own; repeat for the next tier, commas for the same.",
                 "url"),
             repeated(
                 "-w,--web-seed", "web_seeds", type::each, "A web server with its data.", "url"),
             repeated(
                 "--peer",
                 "peers",
                 type::texts,
                 "Connect to these peers, commas between.",
                 "host:port"),
             {.names = "--down",
              .param = "download_limit",
              .is = type::rate,
              .doc = "Receive at most this much a second.",
              .value = "rate"},
             {.names = "--up",
              .param = "upload_limit",
              .is = type::rate,
              .doc = "Send at most this much a second.",
              .value = "rate"},
             number("--max-connections", "max_connections", "Connect to at most this many peers."),
             number("--max-uploads", "max_uploads", "Serve at most this many peers at a time."),
             {.names = "--storage",
              .param = "storage_mode",
              .doc = "How files get their room.",
              .value = "sparse|allocate"}},
        .run = run_add,
        .usage = "INPUT..."};
}

verb settings_verb()
{
    return {
        .name = "settings",
        .doc = "Say what libtorrent's settings are: all, those that are named by globs, or those "
               "that were changed; or give some another value, all of them or none. bt-add "
               "--list-settings says what they mean.",
        .example = "bt-ctl settings 'connections_*'\nbt-ctl settings upload_rate_limit=2M",
        .actions = {{.method = "get_settings"}, {.word = "--changed", .method = "get_settings"}},
        .options =
            {{.names = "--changed",
              .is = type::flag,
              .doc = "Those alone that are not as libtorrent has them."}},
        .run = run_settings,
        .usage = "[NAME...|NAME=VALUE...]"};
}

verb metrics_verb()
{
    return {
        .name = "metrics",
        .doc = "Say what libtorrent's counters stand at: all, or those whose names match a glob.",
        .example = "bt-ctl metrics 'net.*'\nbt-ctl metrics --prometheus",
        .actions = {{.method = "session_stats"}},
        .options =
            {{.names = "--prometheus",
              .is = type::flag,
              .doc = "As Prometheus reads them (text format 0.0.4), with the session's torrents."}},
        .run = run_metrics,
        .usage = "[GLOB...]"};
}

verb events_verb()
{
    return {
        .name = "events",
        .doc = "Tell what happens as it happens, until the session ends or a signal comes.",
        .example = "bt-ctl events -j | jq -r 'select(.kind == \"torrent_finished\").name'",
        .actions = {{.method = "subscribe"}},
        .options =
            {{.names = "--events",
              .doc = "These kinds of events (bt-records(5)), commas between; all is all of "
                     "libtorrent's.",
              .value = "list",
              .words = bt::session::event_kinds(),
              .is_list = true},
             {.names = "--interval",
              .is = type::milliseconds,
              .doc = "Also tell torrent_status of those that changed, this often.",
              .value = "time"},
             {.names = "--count",
              .is = type::integer,
              .doc = "End after this many.",
              .value = "number"}},
        .run = run_events,
        .usage = "[TORRENT...]"};
}

verb top_verb()
{
    return {
        .name = "top",
        .doc = "Show torrents, their rates and their peers on the whole screen, as they change. "
               "The section TOP has the keys.",
        .example = "bt-ctl top --sort up",
        .actions = {{.method = "subscribe"}},
        .options =
            {{.names = "--interval",
              .is = type::milliseconds,
              .doc = "How often; 1s without it.",
              .value = "time"},
             {.names = "--sort",
              .doc = "The column to sort by.",
              .value = "name|state|done|size|down|up|peers|ratio"}},
        .run = run_top,
        .usage = ""};
}

void add_session(std::vector<verb>& to)
{
    to.push_back(
        {.name = "session",
         .doc = "Say what the session is, or have all of it stop or go on.",
         .example = "bt-ctl session -j | jq .listen_port\nbt-ctl session pause",
         .actions = {
             {.method = "session_info",
              .gives = shows::record,
              .columns =
                  {{"session", "SESSION"},
                   {"pid", "PID"},
                   {"listen_port", "PORT"},
                   {"num_torrents", "TORRENTS"},
                   {"paused", "PAUSED"}}},
             {.word = "pause", .method = "session_pause"},
             {.word = "resume", .method = "session_resume"}}});
    to.push_back(
        {.name = "ping",
         .doc = "Say whether the session answers, and what it runs.",
         .example = "bt-ctl -S mirror ping",
         .actions = {{.method = "ping", .gives = shows::fields}}});
    to.push_back(
        {.name = "stats",
         .doc = "Say what the session has done, and how fast.",
         .example = "bt-ctl stats -j | jq .payload_upload_rate",
         .actions = {
             {.method = "session_stats",
              .gives = shows::record,
              .columns = {
                  {"payload_download_rate", "DOWN"},
                  {"payload_upload_rate", "UP"},
                  {"total_payload_download", "GOT"},
                  {"total_payload_upload", "SENT"},
                  {"num_peers", "PEERS"},
                  {"num_torrents", "TORRENTS"}}}}});
}

void add_session_changes(std::vector<verb>& to)
{
    to.push_back(
        {.name = "encryption",
         .doc = "Say whether peers may or must encrypt, or change it.",
         .example = "bt-ctl encryption\nbt-ctl encryption --in forced --out forced",
         .actions = {{.method = "set_encryption", .gives = shows::fields}},
         .options = {
             {.names = "--in",
              .param = "in",
              .doc = "Of peers that connect to us.",
              .value = "forced|enabled|disabled"},
             {.names = "--out",
              .param = "out",
              .doc = "Of peers that we connect to.",
              .value = "forced|enabled|disabled"},
             {.names = "--level",
              .param = "level",
              .doc = "What is encrypted: the handshake alone, all, or either.",
              .value = "plaintext|rc4|both"}}});
    to.push_back(
        {.name = "save",
         .doc = "Have all that changed saved now.",
         .example = "bt-ctl save",
         .actions = {{.method = "save_state"}}});
    to.push_back(
        {.name = "errors",
         .doc = "Say what the last request that failed was told, whoever made it; or forget it.",
         .example = "bt-ctl errors",
         .actions = {
             {.method = "last_error", .gives = shows::value, .field = "error_message"},
             {.word = "clear", .method = "clear_last_error"}}});
    to.push_back(
        {.name = "shutdown",
         .doc = "End the session in order: trackers are told, and what changed is saved.",
         .example = "bt-ctl -S mirror shutdown",
         .actions = {{.method = "shutdown"}},
         .options = {
             {.names = "--no-save",
              .param = "save",
              .is = type::off,
              .doc = "Do not save what changed since it was saved last."}}});
}

}  // namespace

std::vector<std::string> flag_words()
{
    auto names = bt::session::flag_names();
    std::erase(names, ' ');
    std::vector<std::string> out;
    for (auto const each : bt::split(names, ','))
        out.emplace_back(each);
    return out;
}

void add_session_verbs(std::vector<verb>& to)
{
    to.push_back(add_verb());
    to.push_back(events_verb());
    to.push_back(top_verb());
    add_session(to);
    to.push_back(settings_verb());
    add_session_changes(to);
    to.push_back(metrics_verb());
    to.push_back(
        {.name = "sessions",
         .doc = "List the sessions that are stored, and whether each is running.",
         .example = "bt-ctl sessions",
         .actions =
             {{.method = {},
               .columns =
                   {{"name", "NAME"},
                    {"running", "RUNNING"},
                    {"pid", "PID", look::number},
                    {"num_torrents", "TORRENTS", look::number},
                    {"socket", "SOCKET"}}}},
         .run = run_sessions,
         .usage = ""});
    to.push_back(
        {.name = "methods",
         .doc = "List the methods of the control protocol that the session knows.",
         .example = "bt-ctl methods",
         .actions = {
             {.method = "list_methods",
              .gives = shows::rows,
              .columns = {{"name", "METHOD"}, {"params", "PARAMS"}, {"doc", "DOES"}}}}});
    to.push_back(
        {.name = "call",
         .doc = "Call a method of the control protocol and print its result as it is. PARAMS is "
                "JSON, - reads it from standard input.",
         .example = "bt-ctl call torrent_status '{\"torrent\":\"5f2c\"}'",
         .actions = {{.method = {}}},
         .run = run_call,
         .usage = "METHOD [PARAMS]"});
}

}  // namespace bt_ctl
