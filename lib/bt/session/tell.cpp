#include <bt/record/writer.hpp>
#include <bt/session/event.hpp>

namespace bt::session {

std::string to_json(event const& what)
{
    return std::visit(
        [&](auto const& body) { return record::to_json(what.where, body); }, what.what);
}

void tell(record::writer const& to, event const& what)
{
    if (to.as() == record::form::json)
        std::visit([&](auto const& body) { to(what.where, body); }, what.what);
}

}  // namespace bt::session
