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
#include <utility>
#include <variant>
#include <vector>

namespace bt::record {
class writer;
}

namespace bt::session {

namespace detail {
template <class>
struct variant_over;
template <class... Each>
struct variant_over<std::tuple<Each...>> {
    using type = std::variant<Each...>;
};
}  // namespace detail

/// One of the events that libtorrent tells: a std::variant for std::get_if and its like. What
/// copies, moves and destroys eighty types is compiled once.
class event_body : public detail::variant_over<record::alert_events>::type {
public:
    BT_API event_body();
    template <record::is_record Event>
    event_body(Event what)
        : variant{std::in_place_type<Event>, std::move(what)}
    {
    }
    BT_API event_body(event_body const& other);
    BT_API event_body(event_body&& other) noexcept;
    BT_API event_body& operator=(event_body const& other);
    BT_API event_body& operator=(event_body&& other) noexcept;
    BT_API ~event_body();
};

/// Something that happened, owned: nothing in it points into libtorrent.
struct event {
    record::envelope where;
    std::optional<std::uint32_t> torrent;  ///< the session's id of the torrent it concerns
    event_body what;
    bool told = false;  ///< whether its kind was asked for; others are for the session's host
};

/// The name of its kind, as its line says it.
[[nodiscard]] BT_API std::string_view kind_of(event_body const& what);

/// Its line, without a line end.
[[nodiscard]] BT_API std::string to_json(event const& what);

/// Writes its line; nothing in forms that have no events.
BT_API void tell(record::writer const& to, event const& what);

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
