#pragma once

#include <bt/control/value.hpp>
#include <bt/record/dht_state.hpp>
#include <bt/record/feed.hpp>
#include <bt/record/torrent_status.hpp>
#include <bt/session/event.hpp>

#include <optional>

/// What a session tells over its control socket, as what it was there.
namespace bt::host {

/// Nothing for kinds that are not libtorrent's.
[[nodiscard]] std::optional<session::event> event_of(control::value const& line);
[[nodiscard]] record::torrent_status status_of(control::value const& line);
[[nodiscard]] record::dht_state dht_state_of(control::value const& line);
[[nodiscard]] record::feed feed_of(control::value const& line);

}  // namespace bt::host
