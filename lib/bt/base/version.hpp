#pragma once

#include <bt/base/export.hpp>

#include <string_view>

namespace bt {

/// The version of bt-tools, from project(VERSION); one number for every tool.
[[nodiscard]] BT_API std::string_view version() noexcept;

}  // namespace bt
