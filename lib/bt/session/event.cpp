#include "event.hpp"

#include <type_traits>

namespace bt::session {

event_body::event_body() = default;
event_body::event_body(event_body const& other) = default;
event_body::event_body(event_body&& other) noexcept = default;
event_body& event_body::operator=(event_body const& other)
{
    return *this = event_body{other};
}
event_body& event_body::operator=(event_body&& other) noexcept = default;
event_body::~event_body() = default;

std::string_view kind_of(event_body const& what)
{
    return std::visit([](auto const& body) { return std::decay_t<decltype(body)>::kind; }, what);
}

}  // namespace bt::session
