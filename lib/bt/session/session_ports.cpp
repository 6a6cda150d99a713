#include "session_ports.hpp"

#include <bt/base/error.hpp>
#include <bt/session/port_of.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>

#include <fmt/format.h>
#include <libtorrent/ip_filter.hpp>
#include <libtorrent/portmap.hpp>

#include <limits>

namespace bt::session {
namespace {

/// The port filter as the options said, until somebody changes it.
std::vector<record::port_rule>& rules_of(session::state& own)
{
    auto& rules = own.lately->port_rules;
    if (!rules) {
        rules.emplace();
        for (auto const& each : own.request.network.port_filter)
            rules->push_back({.start = each.first, .end = each.last, .blocked = true});
    }
    return *rules;
}

void apply_rules(session::state& own)
{
    lt::port_filter filter;
    for (auto const& each : rules_of(own))
        filter.add_rule(
            static_cast<std::uint16_t>(each.start),
            static_cast<std::uint16_t>(each.end),
            each.blocked ? std::uint32_t{lt::port_filter::blocked} : 0U);
    own.engine.set_port_filter(filter);
}

}  // namespace

void port_filter_add(session& of, int first, int last, verdict what)
{
    (void)port_of("filter", first, 0);
    (void)port_of("filter", last, 0);
    if (last < first)
        fail(
            exit_code::usage,
            "filter",
            fmt::format("{}-{}", first, last),
            "it ends before it starts");
    auto& own = of.get();
    rules_of(own).push_back({.start = first, .end = last, .blocked = what == verdict::block});
    apply_rules(own);
}

void port_filter_clear(session& of)
{
    auto& own = of.get();
    rules_of(own).clear();
    apply_rules(own);
}

std::vector<record::port_rule> port_filter_list(session& of)
{
    return rules_of(of.get());
}

std::vector<int>
port_mapping_add(session& of, port_protocol what, int external_port, int local_port)
{
    (void)port_of("map", external_port, 1);
    (void)port_of("map", local_port, 1);
    auto& own = of.get();
    std::vector<int> out;
    for (auto const each : own.engine.add_port_mapping(
             what == port_protocol::udp ? lt::portmap_protocol::udp : lt::portmap_protocol::tcp,
             external_port,
             local_port)) {
        auto const number = static_cast<int>(each);
        if (number < 0) continue;  // it had no room
        out.push_back(number);
        auto& it = own.lately->mappings[number];
        it.mapping = number;
        it.protocol = what == port_protocol::udp ? "udp" : "tcp";
    }
    return out;
}

void port_mapping_delete(session& of, int mapping)
{
    auto& own = of.get();
    if (own.lately->mappings.erase(mapping) == 0)
        fail(
            exit_code::not_found,
            "delete",
            fmt::format("port mapping {}", mapping),
            "there is none of that number");
    own.engine.delete_port_mapping(lt::port_mapping_t{mapping});
}

std::vector<record::port_mapping> port_mapping_list(session& of)
{
    std::vector<record::port_mapping> out;
    for (auto const& [number, each] : of.get().lately->mappings)
        out.push_back(each);
    return out;
}

}  // namespace bt::session
