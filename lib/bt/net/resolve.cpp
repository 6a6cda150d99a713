#include <bt/net/url.hpp>

#include <vector>

namespace bt::net {
namespace {

/// "scheme:", or nothing for what has none.
std::string_view scheme_part(std::string_view url)
{
    auto const colon = url.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    for (std::size_t i = 0; i < colon; ++i) {
        char const c = url[i];
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool const other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!letter && (i == 0 || !other)) return {};
    }
    return url.substr(0, colon + 1);
}

/// What a URL is after its scheme.
struct url_parts {
    std::string_view authority;  ///< with its "//"
    std::string_view path;
    std::string_view query;  ///< with its "?"
};

url_parts parts_of(std::string_view rest)
{
    url_parts out;
    rest = rest.substr(0, rest.find('#'));
    if (rest.starts_with("//")) {
        auto const end = rest.find_first_of("/?", 2);
        out.authority = rest.substr(0, end);
        rest.remove_prefix(out.authority.size());
    }
    out.path = rest.substr(0, rest.find('?'));
    out.query = rest.substr(out.path.size());
    return out;
}

/// Without "." and "..", which never lead above the root.
std::string without_dots(std::string_view path)
{
    std::vector<std::string_view> kept;
    bool const rooted = path.starts_with('/');
    if (rooted) path.remove_prefix(1);
    bool ends_in_folder = false;
    for (bool last = false; !last;) {
        auto const end = path.find('/');
        last = end == std::string_view::npos;
        auto const step = path.substr(0, end);
        path.remove_prefix(last ? path.size() : end + 1);
        ends_in_folder = step == "." || step == "..";
        if (step == ".." && !kept.empty()) kept.pop_back();
        if (!ends_in_folder) kept.push_back(step);
    }
    std::string out{rooted ? "/" : ""};
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i > 0) out.push_back('/');
        out += kept[i];
    }
    if (ends_in_folder && !out.ends_with('/') && !kept.empty()) out.push_back('/');
    return out;
}

std::string fragment_of(std::string_view link)
{
    auto const at = link.find('#');
    return at == std::string_view::npos ? std::string{} : std::string{link.substr(at)};
}

}  // namespace

std::string resolve(std::string_view base, std::string_view link)
{
    if (!scheme_part(link).empty()) return std::string{link};
    std::string const scheme{scheme_part(base)};
    auto const from = parts_of(base.substr(scheme.size()));
    auto const to = parts_of(link);
    auto const tail = std::string{to.query} + fragment_of(link);
    if (!to.authority.empty())
        return scheme + std::string{to.authority} + without_dots(to.path) + tail;
    auto const front = scheme + std::string{from.authority};
    if (to.path.empty()) {
        auto const query = to.query.empty() ? from.query : to.query;
        return front + std::string{from.path} + std::string{query} + fragment_of(link);
    }
    if (to.path.starts_with('/')) return front + without_dots(to.path) + tail;
    auto folder = std::string{from.path.substr(0, from.path.rfind('/') + 1)};
    if (folder.empty() && !from.authority.empty()) folder = "/";
    return front + without_dots(folder + std::string{to.path}) + tail;
}

}  // namespace bt::net
