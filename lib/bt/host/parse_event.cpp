#include <bt/host/parse.hpp>
#include <bt/host/record_from.hpp>

#include <tuple>
#include <utility>

namespace bt::host {
namespace {

template <class Event>
bool take(session::event& into, std::string const& kind, control::value const& line)
{
    if (kind != Event::kind) return false;
    Event body;
    read_record(body, line);
    into.what = session::event_body{std::move(body)};
    return true;
}

template <class... Each>
bool take_any(
    std::tuple<Each...> const* /*types*/,
    session::event& into,
    std::string const& kind,
    control::value const& line)
{
    return (take<Each>(into, kind, line) || ...);
}

}  // namespace

std::optional<session::event> event_of(control::value const& line)
{
    auto const* const kind = line.find("kind");
    if (kind == nullptr || kind->text() == nullptr) return std::nullopt;
    session::event out;
    constexpr record::alert_events const* types = nullptr;
    if (!take_any(types, out, *kind->text(), line)) return std::nullopt;
    read_record(out.where, line);
    return out;
}

}  // namespace bt::host
