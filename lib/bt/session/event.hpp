#pragma once

#include <bt/base/export.hpp>
#include <bt/record/event.hpp>
#include <bt/record/events/all.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace bt::session {

namespace detail {
template <class>
struct variant_over;
template <class... Each>
struct variant_over<std::tuple<Each...>> {
    using type = std::variant<Each...>;
};
}  // namespace detail

/// One of the events that libtorrent tells.
using event_body = detail::variant_over<record::alert_events>::type;

/// Something that happened, owned: nothing in it points into libtorrent.
struct event {
    record::envelope where;
    std::optional<std::uint32_t> torrent;  ///< the session's id of the torrent it concerns
    event_body what;
    bool told = false;  ///< whether its kind was asked for; others are for the session's host
};

struct event_row {
    std::string_view kind;
    bool by_default;
};

/// Every kind of event with whether --json tells it by default, in libtorrent's order.
[[nodiscard]] BT_API std::span<event_row const> event_rows();

/// The kinds that a --events list asks for: the usual ones, and of the list "name" adds one,
/// "-name" takes one away, "all" and "none" start over. Throws error(usage) for an unknown name.
[[nodiscard]] BT_API std::vector<std::string_view> select_events(std::string_view list);

/// An envelope that says now, of no torrent.
[[nodiscard]] BT_API record::envelope envelope_now();

}  // namespace bt::session
