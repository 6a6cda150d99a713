#include "xml.hpp"

#include <bt/base/text.hpp>
#include <bt/net/url.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace bt::feed {
namespace {

struct namespace_row {
    std::string_view uri;
    vocabulary of;
};
constexpr std::array namespace_table{
    namespace_row{"", vocabulary::rss},
    namespace_row{"http://purl.org/rss/1.0/", vocabulary::rss},
    namespace_row{"http://my.netscape.com/rdf/simple/0.9/", vocabulary::rss},
    namespace_row{"http://backend.userland.com/rss2", vocabulary::rss},
    namespace_row{"http://www.w3.org/2005/Atom", vocabulary::atom},
    namespace_row{"http://purl.org/atom/ns#", vocabulary::atom},
    namespace_row{"http://xmlns.ezrss.it/0.1/", vocabulary::torrent},
    namespace_row{"https://nyaa.si/xmlns/nyaa", vocabulary::torrent},
    namespace_row{"http://search.yahoo.com/mrss/", vocabulary::media},
    namespace_row{"http://search.yahoo.com/mrss", vocabulary::media},
    namespace_row{"http://torznab.com/schemas/2015/feed", vocabulary::torznab},
    namespace_row{"http://www.newznab.com/DTD/2010/feeds/attributes/", vocabulary::torznab},
    namespace_row{"http://purl.org/dc/elements/1.1/", vocabulary::dublin_core},
    namespace_row{"http://purl.org/rss/1.0/modules/syndication/", vocabulary::syndication},
};

/// Prefixes that feeds use without declaring them.
constexpr std::array prefix_table{
    namespace_row{"atom", vocabulary::atom},
    namespace_row{"torrent", vocabulary::torrent},
    namespace_row{"nyaa", vocabulary::torrent},
    namespace_row{"media", vocabulary::media},
    namespace_row{"torznab", vocabulary::torznab},
    namespace_row{"newznab", vocabulary::torznab},
    namespace_row{"dc", vocabulary::dublin_core},
    namespace_row{"sy", vocabulary::syndication},
};

template <std::size_t Count>
vocabulary find_in(std::array<namespace_row, Count> const& table, std::string_view word)
{
    auto const* const row = std::ranges::find(table, word, &namespace_row::uri);
    return row == table.end() ? vocabulary::other : row->of;
}

std::string_view prefix_of(std::string_view name)
{
    auto const colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string tidied(std::string_view text)
{
    std::string out;
    bool gap = false;
    for (char const c : text) {
        if (is_blank(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out.push_back(' ');
        gap = false;
        out.push_back(c);
    }
    if (out.size() <= text_limit) return out;
    // Not within a character: its further bytes begin with 10.
    auto end = text_limit;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xc0U) == 0x80U)
        --end;
    out.resize(end);
    return out;
}

struct entity_row {
    std::string_view name;
    std::string_view text;
};
constexpr std::array entity_table{
    entity_row{"amp", "&"},
    entity_row{"lt", "<"},
    entity_row{"gt", ">"},
    entity_row{"quot", "\""},
    entity_row{"apos", "'"},
    entity_row{"#39", "'"},
    entity_row{"#34", "\""},
    entity_row{"nbsp", " "},
};

}  // namespace

xml_scope::xml_scope(std::string base)
    : base_{std::move(base)}
{
}

xml_scope::xml_scope(xml_scope const& above, pugi::xml_node element)
    : above_{&above}
{
    constexpr std::string_view prefixed = "xmlns:";
    for (auto const attribute : element.attributes()) {
        std::string_view const name{attribute.name()};
        if (name == "xmlns")
            namespaces_.emplace("", attribute.value());
        else if (name.starts_with(prefixed))
            namespaces_.emplace(name.substr(prefixed.size()), attribute.value());
        else if (name == "xml:base")
            base_ = net::resolve(above.base(), attribute.value());
    }
}

std::string const& xml_scope::base() const
{
    auto const* at = this;
    while (at->base_.empty() && at->above_ != nullptr)
        at = at->above_;
    return at->base_;
}

std::string_view const* xml_scope::find(std::string_view prefix) const
{
    for (auto const* at = this; at != nullptr; at = at->above_)
        if (auto const found = at->namespaces_.find(prefix); found != at->namespaces_.end())
            return &found->second;
    return nullptr;
}

vocabulary xml_scope::vocabulary_of(pugi::xml_node element) const
{
    auto const prefix = prefix_of(element.name());
    if (auto const* uri = find(prefix)) return find_in(namespace_table, *uri);
    return prefix.empty() ? vocabulary::rss : find_in(prefix_table, prefix);
}

std::string_view local_name(pugi::xml_node element)
{
    std::string_view const name{element.name()};
    auto const prefix = prefix_of(name);
    return prefix.empty() ? name : name.substr(prefix.size() + 1);
}

std::string text_of(pugi::xml_node element)
{
    std::string out;
    // Not by recursion: how deep it goes is up to a stranger.
    auto at = element.first_child();
    while (at && out.size() <= text_limit * 2) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at != element && !at.next_sibling())
            at = at.parent();
        if (at == element) break;
        at = at.next_sibling();
    }
    return tidied(out);
}

std::string plain_of_html(std::string_view html)
{
    std::string out;
    while (!html.empty()) {
        if (html.front() == '<') {
            auto const end = html.find('>');
            if (end != std::string_view::npos) {
                html.remove_prefix(end + 1);
                continue;
            }
        }
        if (html.front() == '&') {
            auto const end = html.substr(0, 12).find(';');
            auto const* const row = std::ranges::find(
                entity_table,
                html.substr(1, end == std::string_view::npos ? 0 : end - 1),
                &entity_row::name);
            if (row != entity_table.end()) {
                out += row->text;
                html.remove_prefix(end + 1);
                continue;
            }
        }
        out.push_back(html.front());
        html.remove_prefix(1);
    }
    return tidied(out);
}

}  // namespace bt::feed
