#pragma once

#include <bt/base/export.hpp>
#include <bt/record/filter.hpp>
#include <bt/session/session_ports.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who a running session has to do with, and how much. It belongs to the thread of the session.
/// All of it throws error(usage) for what cannot be: no address or port, a range that ends before
/// it starts, of two families; nothing was changed then.
namespace bt::session {

/// Over what is there: the last one counts. Peers that are blocked by it are disconnected.
BT_API void ip_filter_add(
    session& of, std::string_view first, std::string_view last, verdict what = verdict::block);
BT_API void ip_filter_clear(session& of);
/// Reads lists as --ip-filter does, and takes them instead of what is there. Throws as
/// read_ip_filter.
BT_API void ip_filter_replace(session& of, std::span<std::string const> files);
/// What is blocked, lowest first, IPv4 before IPv6.
[[nodiscard]] BT_API std::vector<record::ip_range> ip_filter_list(session& of);

/// A class of no peers yet; its number. There are at most 32, so that filters can name all.
[[nodiscard]] BT_API int peer_class_create(session& of, std::string const& label);
/// Of ours alone; those of libtorrent stay. Throws error(not_found) for another number, like all
/// that follow.
BT_API void peer_class_delete(session& of, int number);
[[nodiscard]] BT_API record::peer_class peer_class_get(session& of, int number);
/// All of it, by `what.number`. Limits are 0 for none, priorities 1 to 255, the factor is 0 to
/// 1000000 percent.
BT_API void peer_class_set(session& of, record::peer_class const& what);
/// libtorrent's three and ours.
[[nodiscard]] BT_API std::vector<record::peer_class> peer_class_list(session& of);

/// Peers of these addresses belong to these classes, and no others, from their next connection on.
BT_API void peer_class_filter_add(
    session& of, std::string_view first, std::string_view last, std::span<int const> classes);
[[nodiscard]] BT_API std::vector<record::ip_range> peer_class_filter_list(session& of);

enum class socket_type { tcp, utp, ssl_tcp, ssl_utp, i2p };
enum class class_change {
    add,       ///< peers over such a socket belong to it
    remove,    ///< undoes add
    disallow,  ///< peers over such a socket do not belong to it
    allow,     ///< undoes disallow
};
/// Comes after the filter by address.
BT_API void peer_class_type_filter(session& of, socket_type which, class_change what, int number);
/// The classes of a peer over such a socket whose address gives it these.
[[nodiscard]] BT_API std::vector<int>
peer_classes_over(session& of, socket_type which, std::span<int const> by_address);

}  // namespace bt::session
