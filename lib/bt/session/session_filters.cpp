#include "session_filters.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/session/ip_filter.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>

#include <fmt/format.h>
#include <libtorrent/ip_filter.hpp>
#include <libtorrent/peer_class.hpp>
#include <libtorrent/peer_class_type_filter.hpp>

#include <limits>

namespace bt::session {
namespace {

constexpr int built_in_classes = 3;
constexpr int most_classes = 32;  // a bit each, in libtorrent's filters

void check(
    std::string_view doing,
    std::string_view what,
    std::int64_t value,
    std::int64_t least,
    std::int64_t most)
{
    if (value < least || value > most)
        fail(
            exit_code::usage,
            doing,
            fmt::format("{} {}", what, value),
            fmt::format("it is not between {} and {}", least, most));
}

address_range range_of(std::string_view doing, std::string_view first, std::string_view last)
{
    auto const read = [&](std::string_view text) {
        lt::error_code reason;
        auto const out = lt::make_address(std::string{text}, reason);
        if (reason) fail(exit_code::usage, doing, printable(text), "it is no address");
        return out;
    };
    address_range const out{read(first), read(last)};
    auto const both = fmt::format("{}-{}", printable(first), printable(last));
    if (out.first.is_v4() != out.last.is_v4())
        fail(exit_code::usage, doing, both, "one is IPv4, the other is not");
    if (out.last < out.first) fail(exit_code::usage, doing, both, "it ends before it starts");
    return out;
}

template <class Make>
std::vector<record::ip_range> ranges_of(lt::ip_filter const& from, Make const& make)
{
    std::vector<record::ip_range> out;
    auto const [v4, v6] = from.export_filter();
    auto const add = [&](auto const& ranges, std::string_view family) {
        for (auto const& each : ranges) {
            record::ip_range one;
            one.start = each.first.to_string();
            one.end = each.last.to_string();
            one.family = family;
            if (make(each.flags, one)) out.push_back(std::move(one));
        }
    };
    add(v4, "ipv4");
    add(v6, "ipv6");
    return out;
}

/// libtorrent trusts the number. Those of torrents with limits are its own affair.
lt::peer_class_t class_of(session::state& own, std::string_view doing, int number)
{
    bool const known =
        (number >= 0 && number < built_in_classes) || own.lately->own_classes.contains(number);
    if (!known)
        fail(
            exit_code::not_found,
            doing,
            fmt::format("peer class {}", number),
            "there is none of that number");
    return lt::peer_class_t{static_cast<std::uint32_t>(number)};
}

std::uint32_t mask_of(session::state& own, std::string_view doing, std::span<int const> classes)
{
    std::uint32_t out = 0;
    for (auto const each : classes)
        out |= 1U << static_cast<std::uint32_t>(class_of(own, doing, each));
    return out;
}

template <class Number>
std::vector<Number> numbers_of(std::uint32_t mask)
{
    std::vector<Number> out;
    for (int i = 0; i < most_classes; ++i)
        if ((mask >> static_cast<unsigned>(i) & 1U) != 0) out.push_back(i);
    return out;
}

lt::peer_class_type_filter::socket_type_t type_of(socket_type which)
{
    using type = lt::peer_class_type_filter;
    switch (which) {
    case socket_type::utp:
        return type::utp_socket;
    case socket_type::ssl_tcp:
        return type::ssl_tcp_socket;
    case socket_type::ssl_utp:
        return type::ssl_utp_socket;
    case socket_type::i2p:
        return type::i2p_socket;
    case socket_type::tcp:
        break;
    }
    return type::tcp_socket;
}

record::peer_class record_of(int number, lt::peer_class_info const& from)
{
    return {
        .number = number,
        .label = from.label,
        .ignore_unchoke_slots = from.ignore_unchoke_slots,
        .connection_limit_factor = from.connection_limit_factor,
        .upload_limit = from.upload_limit,
        .download_limit = from.download_limit,
        .upload_priority = from.upload_priority,
        .download_priority = from.download_priority};
}

/// A number may be another class's later.
void take_out_of_filters(session::state& own, lt::peer_class_t number)
{
    auto const bit = 1U << static_cast<std::uint32_t>(number);
    auto const before = own.engine.get_peer_class_filter();
    auto after = before;
    auto const [v4, v6] = before.export_filter();
    for (auto const& each : v4)
        after.add_rule(each.first, each.last, each.flags & ~bit);
    for (auto const& each : v6)
        after.add_rule(each.first, each.last, each.flags & ~bit);
    own.engine.set_peer_class_filter(after);
    auto types = own.engine.get_peer_class_type_filter();
    for (auto const each :
         {socket_type::tcp,
          socket_type::utp,
          socket_type::ssl_tcp,
          socket_type::ssl_utp,
          socket_type::i2p}) {
        types.remove(type_of(each), number);
        types.allow(type_of(each), number);
    }
    own.engine.set_peer_class_type_filter(types);
}

}  // namespace

void ip_filter_add(session& of, std::string_view first, std::string_view last, verdict what)
{
    auto const range = range_of("filter", first, last);
    auto& own = of.get();
    auto filter = own.engine.get_ip_filter();
    filter.add_rule(
        range.first,
        range.last,
        what == verdict::block ? std::uint32_t{lt::ip_filter::blocked} : 0U);
    own.engine.set_ip_filter(std::move(filter));
}

void ip_filter_clear(session& of)
{
    of.get().engine.set_ip_filter({});
}

void ip_filter_replace(session& of, std::span<std::string const> files)
{
    lt::ip_filter filter;
    for (auto const& each : files)
        read_ip_filter(each, filter);
    of.get().engine.set_ip_filter(std::move(filter));
}

std::vector<record::ip_range> ip_filter_list(session& of)
{
    return ranges_of(
        of.get().engine.get_ip_filter(), [](std::uint32_t flags, record::ip_range& into) {
            into.blocked = (flags & lt::ip_filter::blocked) != 0;
            return into.blocked;
        });
}

int peer_class_create(session& of, std::string const& label)
{
    constexpr std::size_t longest = 256;
    auto& own = of.get();
    if (label.empty() || label.size() > longest || printable(label) != label)
        fail(exit_code::usage, "make peer class", printable(label), "it is no name");
    auto const made = own.engine.create_peer_class(label.c_str());
    auto const number = static_cast<int>(static_cast<std::uint32_t>(made));
    if (number >= most_classes) {
        own.engine.delete_peer_class(made);
        fail(exit_code::failed, "make peer class", label, "there are too many");
    }
    own.lately->own_classes.insert(number);
    return number;
}

void peer_class_delete(session& of, int number)
{
    auto& own = of.get();
    auto const which = class_of(own, "delete", number);
    if (number < built_in_classes)
        fail(
            exit_code::usage, "delete", fmt::format("peer class {}", number), "it is libtorrent's");
    take_out_of_filters(own, which);
    own.lately->own_classes.erase(number);
    own.engine.delete_peer_class(which);
}

record::peer_class peer_class_get(session& of, int number)
{
    auto& own = of.get();
    return record_of(number, own.engine.get_peer_class(class_of(own, "ask for", number)));
}

void peer_class_set(session& of, record::peer_class const& what)
{
    constexpr std::int64_t most_percent = 1000 * 1000;
    constexpr std::int64_t most_rate = std::numeric_limits<std::int32_t>::max();
    auto& own = of.get();
    check("change", "peer class", what.number, 0, most_classes - 1);
    auto const which = class_of(own, "change", static_cast<int>(what.number));
    check("set", "connection_limit_factor", what.connection_limit_factor, 0, most_percent);
    check("set", "upload_limit", what.upload_limit, 0, most_rate);
    check("set", "download_limit", what.download_limit, 0, most_rate);
    check("set", "upload_priority", what.upload_priority, 1, 255);
    check("set", "download_priority", what.download_priority, 1, 255);
    lt::peer_class_info info{};
    info.ignore_unchoke_slots = what.ignore_unchoke_slots;
    info.connection_limit_factor = static_cast<int>(what.connection_limit_factor);
    info.label = what.label;
    info.upload_limit = static_cast<int>(what.upload_limit);
    info.download_limit = static_cast<int>(what.download_limit);
    info.upload_priority = static_cast<int>(what.upload_priority);
    info.download_priority = static_cast<int>(what.download_priority);
    own.engine.set_peer_class(which, info);
}

std::vector<record::peer_class> peer_class_list(session& of)
{
    std::vector<record::peer_class> out;
    for (int i = 0; i < built_in_classes; ++i)
        out.push_back(peer_class_get(of, i));
    for (auto const each : of.get().lately->own_classes)
        out.push_back(peer_class_get(of, each));
    return out;
}

void peer_class_filter_add(
    session& of, std::string_view first, std::string_view last, std::span<int const> classes)
{
    auto& own = of.get();
    auto const range = range_of("classify", first, last);
    auto const mask = mask_of(own, "classify by", classes);
    auto filter = own.engine.get_peer_class_filter();
    filter.add_rule(range.first, range.last, mask);
    own.engine.set_peer_class_filter(filter);
    own.lately->class_filter_changed = true;
}

std::vector<record::ip_range> peer_class_filter_list(session& of)
{
    return ranges_of(
        of.get().engine.get_peer_class_filter(), [](std::uint32_t flags, record::ip_range& into) {
            into.classes = numbers_of<std::int64_t>(flags);
            return flags != 0;
        });
}

void peer_class_type_filter(session& of, socket_type which, class_change what, int number)
{
    auto& own = of.get();
    auto const the_class = class_of(own, "classify by", number);
    auto const type = type_of(which);
    auto filter = own.engine.get_peer_class_type_filter();
    switch (what) {
    case class_change::add:
        filter.add(type, the_class);
        break;
    case class_change::remove:
        filter.remove(type, the_class);
        break;
    case class_change::disallow:
        filter.disallow(type, the_class);
        break;
    case class_change::allow:
        filter.allow(type, the_class);
        break;
    }
    own.engine.set_peer_class_type_filter(filter);
}

std::vector<int> peer_classes_over(session& of, socket_type which, std::span<int const> by_address)
{
    auto& own = of.get();
    auto filter = own.engine.get_peer_class_type_filter();
    return numbers_of<int>(filter.apply(type_of(which), mask_of(own, "classify by", by_address)));
}

}  // namespace bt::session
