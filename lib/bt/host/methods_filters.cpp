#include <bt/host/call.hpp>
#include <bt/session/session_filters.hpp>
#include <bt/session/session_ports.hpp>

#include <utility>

/// Who the session has to do with: addresses and ports. Neither filter is kept for the next run.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

session::verdict verdict_of(call const& c)
{
    return c.given.flag("block", true) ? session::verdict::block : session::verdict::let_pass;
}

outcome ip_filter_add(call& c)
{
    auto const start = c.given.text("start");
    session::ip_filter_add(
        c.on, start, c.given.has("end") ? c.given.text("end") : start, verdict_of(c));
    return result{};
}

outcome ip_filter_load(call& c)
{
    auto const files = c.given.texts("files");
    for (auto const& each : files)
        check_plain_file("read IP filter", each);
    session::ip_filter_replace(c.on, files);
    return result{};
}

outcome ip_filter_clear(call& c)
{
    session::ip_filter_clear(c.on);
    return result{};
}

outcome ip_filter_list(call& c)
{
    return records_of(c, session::ip_filter_list(c.on));
}

outcome port_filter_add(call& c)
{
    auto const start = *c.small("start");
    session::port_filter_add(c.on, start, c.small("end").value_or(start), verdict_of(c));
    return result{};
}

outcome port_filter_clear(call& c)
{
    session::port_filter_clear(c.on);
    return result{};
}

outcome port_filter_list(call& c)
{
    return records_of(c, session::port_filter_list(c.on));
}

outcome port_mapping_add(call& c)
{
    auto const protocol = c.given.text("protocol") == "udp" ? session::port_protocol::udp
                                                            : session::port_protocol::tcp;
    return result{}.add(
        "mappings",
        session::port_mapping_add(
            c.on, protocol, *c.small("external_port"), *c.small("local_port")));
}

outcome port_mapping_delete(call& c)
{
    session::port_mapping_delete(c.on, *c.small("mapping"));
    return result{};
}

outcome port_mapping_list(call& c)
{
    return records_of(c, session::port_mapping_list(c.on));
}

control::parameter port(std::string_view name, std::string_view doc, std::int64_t least)
{
    return {
        .name = name,
        .is = kind::integer,
        .doc = doc,
        .needed = need::required,
        .least = least,
        .most = 65535};
}

control::parameter block_param()
{
    return {
        .name = "block", .is = kind::flag, .doc = "False lets them pass again; true without it."};
}

void add_addresses(std::vector<method>& to)
{
    constexpr std::string_view shown = "filters: a blocked address is parted from";
    to.push_back(
        {{.name = "ip_filter_add",
          .doc = "Blocks a range of addresses, over what was said of them before. Peers in it are "
                 "parted from.",
          .params =
              {{.name = "start", .doc = "An address.", .needed = need::required},
               {.name = "end", .doc = "The last one; start alone without it."},
               block_param()},
          .result = "nothing",
          .example = R"({"start":"192.0.2.0","end":"192.0.2.255"})",
          .shown_by = shown},
         ip_filter_add});
    to.push_back(
        {{.name = "ip_filter_load",
          .doc = "Blocks what lists say, in place of all that was blocked.",
          .params =
              {{.name = "files",
                .is = kind::texts,
                .doc = "Absolute paths, in a form that --ip-filter takes.",
                .needed = need::required}},
          .result = "nothing",
          .example = R"({"files":["/etc/bt-tools/blocked.p2p"]})",
          .errors = "bad_input: a file cannot be read",
          .shown_by = "filters: a list of addresses takes the place of what was blocked"},
         ip_filter_load});
    to.push_back(
        {{.name = "ip_filter_clear",
          .doc = "Blocks no address.",
          .params = {},
          .result = "nothing",
          .shown_by = shown},
         ip_filter_clear});
    to.push_back(
        {{.name = "ip_filter_list",
          .doc = "Lists the addresses that are blocked, lowest first.",
          .params = {},
          .result = "records: ip_range",
          .shown_by = shown},
         ip_filter_list});
}

void add_ports(std::vector<method>& to)
{
    constexpr std::string_view shown = "filters: no peer is called at a blocked port";
    auto last = port("end", "The last one; start alone without it.", 0);
    last.needed = need::optional;
    to.push_back(
        {{.name = "port_filter_add",
          .doc = "Has no peer called at a range of ports.",
          .params = {port("start", "A port.", 0), last, block_param()},
          .result = "nothing",
          .example = R"({"start":1,"end":1023})",
          .shown_by = shown},
         port_filter_add});
    to.push_back(
        {{.name = "port_filter_clear",
          .doc = "Blocks no port.",
          .params = {},
          .result = "nothing",
          .shown_by = shown},
         port_filter_clear});
    to.push_back(
        {{.name = "port_filter_list",
          .doc = "Lists the rules for ports in their order; the last one counts.",
          .params = {},
          .result = "records: port_rule",
          .shown_by = shown},
         port_filter_list});
}

void add_mappings(std::vector<method>& to)
{
    constexpr std::string_view shown = "filters: port mappings are asked for, listed and deleted";
    to.push_back(
        {{.name = "port_mapping_add",
          .doc = "Asks the routers of the local network to lead their port to ours.",
          .params =
              {{.name = "protocol",
                .doc = "Of the port.",
                .needed = need::required,
                .words = "tcp|udp"},
               port("external_port", "Of the router.", 1),
               port("local_port", "Ours.", 1)},
          .result = "mappings: a number for each router that was asked, none if port mapping is "
                    "off; then the events portmap and portmap_error",
          .example = R"({"protocol":"tcp","external_port":6881,"local_port":6881})",
          .shown_by = shown},
         port_mapping_add});
    to.push_back(
        {{.name = "port_mapping_delete",
          .doc = "Takes that back.",
          .params =
              {{.name = "mapping",
                .is = kind::integer,
                .doc = "Its number.",
                .needed = need::required,
                .least = 0,
                .most = most_int}},
          .result = "nothing",
          .example = R"({"mapping":0})",
          .errors = "not_found: there is none of that number",
          .shown_by = shown},
         port_mapping_delete});
    to.push_back(
        {{.name = "port_mapping_list",
          .doc = "Lists the ports that routers were asked to lead to us.",
          .params = {},
          .result = "records: port_mapping",
          .shown_by = shown},
         port_mapping_list});
}

}  // namespace

void add_filter_methods(std::vector<method>& to)
{
    add_addresses(to);
    add_ports(to);
    add_mappings(to);
}

}  // namespace bt::host
