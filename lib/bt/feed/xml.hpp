#pragma once

#include <cstddef>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

/// What pugixml leaves to others: namespaces, xml:base, text in pieces.
namespace bt::feed {

/// Whose words an element is of.
enum class vocabulary { rss, atom, torrent, media, torznab, dublin_core, syndication, other };

/// What holds inside an element: the prefixes of namespaces, and what links are relative to. The
/// document and the scope above outlive it.
class xml_scope {
public:
    explicit xml_scope(std::string base);
    xml_scope(xml_scope const& above, pugi::xml_node element);

    /// What links in it are relative to, an absolute URL.
    [[nodiscard]] std::string const& base() const;
    [[nodiscard]] vocabulary vocabulary_of(pugi::xml_node element) const;

private:
    [[nodiscard]] std::string_view const* find(std::string_view prefix) const;

    xml_scope const* above_ = nullptr;
    std::map<std::string_view, std::string_view> namespaces_;  ///< declared here
    std::string base_;                                         ///< empty: that of above
};

/// Its name without the prefix.
[[nodiscard]] std::string_view local_name(pugi::xml_node element);

/// More of a text is cut off.
inline constexpr std::size_t text_limit = 32 * 1024;

/// All text in it and in what it holds, without blanks around it and with single ones inside; the
/// beginning of it where it has no end.
[[nodiscard]] std::string text_of(pugi::xml_node element);

/// Text that is HTML, without its tags and with the few entities that everybody uses.
[[nodiscard]] std::string plain_of_html(std::string_view html);

/// Calls `visit(child, its scope)` for each element in this one.
template <class Visit>
void for_each_element(pugi::xml_node element, xml_scope const& scope, Visit const& visit)
{
    for (auto const child : element.children())
        if (child.type() == pugi::node_element) visit(child, xml_scope{scope, child});
}

}  // namespace bt::feed
