#pragma once

#include <bt/base/export.hpp>
#include <bt/record/setting.hpp>

#include <vector>

namespace bt::session {

/// Every setting of libtorrent that is not deprecated, by subject, with the default of the
/// library that is loaded.
[[nodiscard]] BT_API std::vector<record::setting> list_settings();

}  // namespace bt::session
