#include "url.hpp"

#include <algorithm>

namespace bt {

bool is_url(std::string_view text, std::vector<std::string_view> const& schemes)
{
    auto const colon = text.find("://");
    if (colon == std::string_view::npos) return false;
    auto const rest = text.substr(colon + 3);
    bool const clean = std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
    return clean && !rest.empty() && rest.front() != '/' && rest.front() != ':'
        && std::ranges::find(schemes, text.substr(0, colon)) != schemes.end();
}

}  // namespace bt
