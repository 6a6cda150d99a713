#include <bt-ctl/verb.hpp>

/// The verbs about filters, classes of peers, ports and the DHT.
namespace bt_ctl {
namespace {

void add_filters(std::vector<verb>& to)
{
    option const allow{
        .names = "--allow",
        .param = "block",
        .is = type::off,
        .doc = "Allow them; without it they are blocked.",
        .with = "add"};
    to.push_back(
        {.name = "ip-filter",
         .doc = "List the addresses that peers are blocked or allowed by, add a range, or clear "
                "all.",
         .example = "bt-ctl ip-filter add 192.0.2.0 192.0.2.255",
         .actions =
             {{.method = "ip_filter_list",
               .gives = shows::rows,
               .columns = {{"start", "FIRST"}, {"end", "LAST"}, {"blocked", "BLOCKED"}}},
              {.word = "list",
               .method = "ip_filter_list",
               .gives = shows::rows,
               .columns = {{"start", "FIRST"}, {"end", "LAST"}, {"blocked", "BLOCKED"}}},
              {.word = "add",
               .method = "ip_filter_add",
               .takes = {{"FIRST", "start"}, {"LAST", "end"}},
               .otherwise_true = "block"},
              {.word = "load",
               .method = "ip_filter_load",
               .takes = {{"FILE", "files", type::path_list}}},
              {.word = "clear", .method = "ip_filter_clear"}},
         .options = {allow}});
    to.push_back(
        {.name = "port-filter",
         .doc = "List the ports that peers are blocked or allowed by, add a range, or clear all.",
         .example = "bt-ctl port-filter add 1 1023",
         .actions =
             {{.method = "port_filter_list",
               .gives = shows::rows,
               .columns = {{"start", "FIRST"}, {"end", "LAST"}, {"blocked", "BLOCKED"}}},
              {.word = "list",
               .method = "port_filter_list",
               .gives = shows::rows,
               .columns = {{"start", "FIRST"}, {"end", "LAST"}, {"blocked", "BLOCKED"}}},
              {.word = "add",
               .method = "port_filter_add",
               .takes = {{"FIRST", "start", type::integer}, {"LAST", "end", type::integer}},
               .otherwise_true = "block"},
              {.word = "clear", .method = "port_filter_clear"}},
         .options = {allow}});
}

std::vector<column> class_columns()
{
    return {
        {"class", "CLASS", look::number},
        {"label", "LABEL"},
        {"download_limit", "DOWN", look::rate},
        {"upload_limit", "UP", look::rate},
        {"connection_limit_factor", "CONNECTIONS%", look::number}};
}

option class_option(std::string_view names, std::string_view param, type is, std::string_view doc)
{
    return {.names = names, .param = param, .is = is, .doc = doc, .with = "set"};
}

void add_classes(std::vector<verb>& to)
{
    argument const which{"CLASS", "class", type::integer};
    to.push_back(
        {.name = "peer-class",
         .doc = "List the classes of peers and what their peers may use together, make one, change "
                "one, or say which peers belong to one: by their address, or by their socket "
                "(OP is add, remove, allow or disallow).",
         .example = "bt-ctl peer-class set 2 --down 10M",
         .actions =
             {{.method = "peer_class_list", .gives = shows::rows, .columns = class_columns()},
              {.word = "list",
               .method = "peer_class_list",
               .gives = shows::rows,
               .columns = class_columns()},
              {.word = "create",
               .method = "peer_class_create",
               .takes = {{"LABEL", "label"}},
               .gives = shows::value,
               .field = "class"},
              {.word = "get",
               .method = "peer_class_get",
               .takes = {which},
               .gives = shows::record,
               .columns = class_columns()},
              {.word = "set", .method = "peer_class_set", .takes = {which}},
              {.word = "delete", .method = "peer_class_delete", .takes = {which}},
              {.word = "filter",
               .method = "peer_class_filter_add",
               .takes =
                   {{"FIRST", "start"}, {"LAST", "end"}, {"CLASSES", "classes", type::integers}}},
              {.word = "filters",
               .method = "peer_class_filter_list",
               .gives = shows::rows,
               .columns = {{"start", "FIRST"}, {"end", "LAST"}, {"classes", "CLASSES"}}},
              {.word = "type",
               .method = "peer_class_type_filter",
               .takes = {{"SOCKET", "socket_type"}, {"OP", "op"}, which}}},
         .options = {
             class_option("--label", "label", type::text, "Its name."),
             class_option(
                 "--down", "download_limit", type::rate, "Receive at most this much a second."),
             class_option("--up", "upload_limit", type::rate, "Send at most this much a second."),
             class_option(
                 "--down-priority", "download_priority", type::integer, "Its weight, 1 to 255."),
             class_option(
                 "--up-priority", "upload_priority", type::integer, "Its weight, 1 to 255."),
             class_option(
                 "--connections",
                 "connection_limit_factor",
                 type::integer,
                 "Percent of the limit on connections that its peers may go to."),
             class_option(
                 "--ignore-unchoke-slots",
                 "ignore_unchoke_slots",
                 type::flag,
                 "Serve its peers at any time.")}});
}

void add_mappings(std::vector<verb>& to)
{
    to.push_back(
        {.name = "port-map",
         .doc = "List the ports that routers lead to us, have one lead another, or take that back. "
                "PROTOCOL is tcp or udp.",
         .example = "bt-ctl port-map add tcp 6881 6881",
         .actions = {
             {.method = "port_mapping_list",
              .gives = shows::rows,
              .columns =
                  {{"mapping", "MAPPING", look::number},
                   {"protocol", "PROTOCOL"},
                   {"external_port", "PORT", look::number},
                   {"transport", "BY"},
                   {"error_message", "ERROR"}}},
             {.word = "add",
              .method = "port_mapping_add",
              .takes =
                  {{"PROTOCOL", "protocol"},
                   {"EXTERNAL", "external_port", type::integer},
                   {"LOCAL", "local_port", type::integer}},
              .gives = shows::value,
              .field = "mappings"},
             {.word = "delete",
              .method = "port_mapping_delete",
              .takes = {{"MAPPING", "mapping", type::integer}}}}});
}

std::vector<action> dht_actions()
{
    argument const hash{"HASH", "info_hash"};
    argument const key{"KEY", "public_key"};
    return {
        {.method = "dht_state",
         .gives = shows::record,
         .columns = {{"running", "RUNNING"}, {"nodes", "NODES"}, {"global_nodes", "ALL"}}},
        {.word = "state",
         .method = "dht_state",
         .gives = shows::record,
         .columns = {{"running", "RUNNING"}, {"nodes", "NODES"}, {"global_nodes", "ALL"}}},
        {.word = "add-node",
         .method = "dht_add_node",
         .takes = {{"HOST:PORT", "host", type::host_port}}},
        {.word = "announce", .method = "dht_announce", .takes = {hash}},
        {.word = "peers", .method = "dht_get_peers", .takes = {hash}, .gives = shows::fields},
        {.word = "get",
         .method = "dht_get_immutable",
         .takes = {{"TARGET", "target"}},
         .gives = shows::fields},
        {.word = "get-mutable",
         .method = "dht_get_mutable",
         .takes = {key},
         .gives = shows::fields},
        {.word = "put",
         .method = "dht_put_immutable",
         .takes = {{"VALUE", "value"}},
         .gives = shows::value,
         .field = "target"},
        {.word = "put-mutable",
         .method = "dht_put_mutable",
         .takes = {{"VALUE", "value"}},
         .gives = shows::fields},
        {.word = "live-nodes",
         .method = "dht_live_nodes",
         .takes = {{"NODE", "node_id"}},
         .gives = shows::fields},
        {.word = "sample",
         .method = "dht_sample_infohashes",
         .takes = {{"HOST:PORT", "endpoint"}, {"TARGET", "target"}},
         .gives = shows::fields},
        {.word = "save",
         .method = "dht_save_state",
         .gives = shows::value,
         .field = "state_base64"},
        {.word = "load", .method = "dht_load_state", .takes = {{"FILE", "path", type::path}}},
    };
}

void add_dht(std::vector<verb>& to)
{
    to.push_back(
        {.name = "dht",
         .doc = "Say how the session is doing in the DHT, or have it ask there. bt-dht(1) does so "
                "without a session.",
         .example = "bt-ctl dht\nbt-ctl dht add-node 192.0.2.7:6881",
         .actions = dht_actions(),
         .options = {
             {.names = "--port",
              .param = "port",
              .is = type::integer,
              .doc = "Announce this port.",
              .value = "port",
              .with = "announce"},
             {.names = "--seed",
              .param = "seed",
              .is = type::flag,
              .doc = "Announce that it is complete.",
              .with = "announce"},
             {.names = "--implied-port",
              .param = "implied_port",
              .is = type::flag,
              .doc = "Announce the port that the DHT uses.",
              .with = "announce"},
             {.names = "--salt",
              .param = "salt",
              .doc = "Salt of a mutable item.",
              .value = "text",
              .with = "get-mutable|put-mutable"},
             {.names = "--seq",
              .param = "seq",
              .is = type::integer,
              .doc = "Sequence number of a mutable item.",
              .value = "number",
              .with = "put-mutable"},
             {.names = "--key-file",
              .param = "key_file",
              .is = type::path,
              .doc = "Secret key of a mutable item.",
              .value = "file",
              .with = "put-mutable"},
             {.names = "--wait",
              .param = "timeout",
              .is = type::seconds,
              .doc = "How long to ask.",
              .value = "time",
              .with = "peers|get|get-mutable|put|put-mutable|live-nodes|sample",
              .waits = true}}});
}

}  // namespace

void add_network_verbs(std::vector<verb>& to)
{
    add_filters(to);
    add_classes(to);
    add_mappings(to);
    add_dht(to);
}

}  // namespace bt_ctl
