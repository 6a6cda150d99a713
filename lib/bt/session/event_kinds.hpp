#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <vector>

namespace bt::session {

/// The names of event_rows(), for those who need no more of them.
[[nodiscard]] BT_API std::vector<std::string> event_kinds();

}  // namespace bt::session
