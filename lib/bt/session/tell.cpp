#include <bt/record/writer.hpp>
#include <bt/session/event.hpp>

namespace bt::session {

void tell(record::writer const& to, event const& what)
{
    if (to.as() == record::form::json)
        std::visit([&](auto const& body) { to(what.where, body); }, what.what);
}

}  // namespace bt::session
