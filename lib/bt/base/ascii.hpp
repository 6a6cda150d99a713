#pragma once

#include <string>
#include <string_view>

namespace bt {

[[nodiscard]] constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// With ASCII letters in lower case; every other byte stays.
[[nodiscard]] inline std::string lowered(std::string_view text)
{
    std::string out{text};
    for (char& c : out)
        c = lower(c);
    return out;
}

}  // namespace bt
