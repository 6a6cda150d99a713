#pragma once

#include <bt/base/export.hpp>
#include <bt/record/filter.hpp>
#include <bt/session/session.hpp>

#include <vector>

/// Ports of peers and of routers. It belongs to the thread of the session. All of it throws
/// error(usage) for what is no port, and for a range that ends before it starts.
namespace bt::session {

enum class verdict { block, let_pass };

/// The ports that peers are connected to at.
BT_API void port_filter_add(session& of, int first, int last, verdict what = verdict::block);
BT_API void port_filter_clear(session& of);
/// The rules in their order. libtorrent cannot be asked.
[[nodiscard]] BT_API std::vector<record::port_rule> port_filter_list(session& of);

enum class port_protocol { tcp, udp };
/// Asks the routers of the local network to lead their port to ours; a number for each that was
/// asked, none if port mapping is off. Events portmap, portmap_error.
[[nodiscard]] BT_API std::vector<int>
port_mapping_add(session& of, port_protocol what, int external_port, int local_port);
/// Throws error(not_found) for a number that there is not.
BT_API void port_mapping_delete(session& of, int mapping);
/// Those that were added, and those that routers answered to.
[[nodiscard]] BT_API std::vector<record::port_mapping> port_mapping_list(session& of);

}  // namespace bt::session
