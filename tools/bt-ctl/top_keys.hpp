#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bt_ctl {

/// A key: what it types, or one of these.
enum class key : char32_t {
    escape = 0x1b,
    enter = '\r',
    erase = 0x7f,
    suspend = 0x1a,
    up = 0x110000,  // beyond Unicode
    down,
    page_up,
    page_down,
    home,
    end,
    none
};

/// The keys in what a terminal sent; sequences that mean nothing here are left out.
[[nodiscard]] std::vector<key> keys_in(std::string_view typed);

}  // namespace bt_ctl
