#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/address.hpp>
#include <libtorrent/error_code.hpp>
#include <libtorrent/ip_filter.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Lists of addresses that are no peers, as they are handed around.
namespace bt::session {

/// Both ends belong to it, and are of one family.
struct address_range {
    lt::address first;
    lt::address last;
};

/// One line of a list: an address, CIDR ("192.0.2.0/24") or "FIRST-LAST"; P2P ("name:FIRST-LAST");
/// DAT ("FIRST - LAST , level , name", where levels from 128 up are let pass). Nothing in `range`
/// for an empty line, a comment (# or ;) and what is let pass; nothing at all for anything else.
struct filter_line {
    std::optional<address_range> range;
};
[[nodiscard]] BT_API std::optional<filter_line> parse_filter_line(std::string_view line);

/// Adds what the file blocks. Throws error(config) with the line that cannot be understood,
/// error(bad_input) if it cannot be read.
BT_API void read_ip_filter(std::string const& path, lt::ip_filter& into);

}  // namespace bt::session
