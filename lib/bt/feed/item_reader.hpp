#pragma once

#include <bt/feed/found_item.hpp>
#include <bt/feed/xml.hpp>

#include <string>

namespace bt::feed {

/// What an <item> of RSS says.
[[nodiscard]] found_item read_rss_item(pugi::xml_node item, xml_scope const& scope);
/// What an <entry> of Atom says.
[[nodiscard]] found_item read_atom_entry(pugi::xml_node entry, xml_scope const& scope);

/// Text, or HTML as plain text, as the element's type says.
[[nodiscard]] std::string atom_text_of(pugi::xml_node element);

}  // namespace bt::feed
