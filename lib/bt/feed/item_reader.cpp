#include "item_reader.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/text.hpp>
#include <bt/feed/link.hpp>
#include <bt/feed/parse.hpp>

#include <limits>

namespace bt::feed {
namespace {

std::optional<std::int64_t> size_in(std::string_view text)
{
    return parse_integer(text, 1, std::numeric_limits<std::int64_t>::max());
}

/// "application/x-bittorrent" of "Application/x-bittorrent; name=x".
std::string media_type_of(std::string_view text)
{
    auto type = lowered(text.substr(0, text.find(';')));
    std::erase(type, ' ');
    return type;
}

/// What stands in both kinds of feeds.
class shared_words {
public:
    explicit shared_words(found_item& into)
        : into_{&into}
    {
    }

    void take(pugi::xml_node element, xml_scope const& scope)
    {
        switch (scope.vocabulary_of(element)) {
        case vocabulary::torrent:
            take_torrent(element, scope);
            break;
        case vocabulary::media:
            take_media(element, scope);
            break;
        case vocabulary::torznab:
            take_torznab(element, scope);
            break;
        case vocabulary::dublin_core:
            if (local_name(element) == "date" && !into_->published)
                into_->published = parse_feed_date(text_of(element));
            break;
        case vocabulary::rss:
        case vocabulary::atom:
        case vocabulary::syndication:
        case vocabulary::other:
            break;
        }
    }

    /// BEP 36, in a <torrent> or beside the rest; feeds differ in upper and lower case.
    void take_torrent(pugi::xml_node element, xml_scope const& scope)
    {
        auto const name = lowered(local_name(element));
        if (name == "torrent") {
            for_each_element(element, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
                if (lowered(local_name(each)) != "torrent") take_torrent(each, in_each);
            });
            return;
        }
        take_named(name, text_of(element), scope);
    }

private:
    void take_named(std::string_view name, std::string const& text, xml_scope const& scope)
    {
        if (name == "infohash" && !into_->info_hash)
            into_->info_hash = info_hash_of(text);
        else if (name == "contentlength" || name == "size")
            into_->size = into_->size ? into_->size : size_in(text);
        else if (name == "magneturi" || name == "magneturl")
            take_magnet(text, scope);
    }

    void take_magnet(std::string const& text, xml_scope const& scope)
    {
        auto link = clean_link(text, scope.base());
        if (link && is_magnet(*link) && !into_->magnet) into_->magnet = std::move(link);
    }

    void take_media(pugi::xml_node element, xml_scope const& scope)
    {
        auto const name = local_name(element);
        if (name == "group") {
            for_each_element(element, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
                bool const further =
                    in_each.vocabulary_of(each) == vocabulary::media && local_name(each) != "group";
                if (further) take_media(each, in_each);
            });
        } else if (name == "content") {
            auto link = clean_link(element.attribute("url").value(), scope.base());
            if (!link) return;
            auto const type = media_type_of(element.attribute("type").value());
            bool const is_torrent = type == "application/x-bittorrent" || names_torrent(*link);
            if (!is_torrent && !is_magnet(*link)) return;
            if (!into_->size) into_->size = size_in(element.attribute("fileSize").value());
            into_->files.push_back({.url = std::move(*link), .type = type, .length = {}});
        } else if (name == "hash" && !into_->info_hash) {
            into_->info_hash = info_hash_of(text_of(element));
        }
    }

    /// <torznab:attr name="..." value="..."/>.
    void take_torznab(pugi::xml_node element, xml_scope const& scope)
    {
        if (local_name(element) != "attr") return;
        auto const name = lowered(element.attribute("name").value());
        take_named(name, element.attribute("value").value(), scope);
    }

    found_item* into_;
};

void take_rss(pugi::xml_node element, xml_scope const& scope, found_item& into)
{
    auto const name = local_name(element);
    if (name == "title") {
        into.title = text_of(element);
    } else if (name == "guid") {
        into.guid = text_of(element);
        bool const is_link = lowered(element.attribute("isPermaLink").value()) != "false";
        // What looks relative is an id that lacks the word that it is none.
        bool const is_whole = is_magnet(into.guid) || into.guid.find("://") != std::string::npos;
        if (is_link && is_whole) into.guid_link = clean_link(into.guid, scope.base());
    } else if (name == "link") {
        into.link = clean_link(text_of(element), scope.base());
    } else if (name == "pubDate") {
        into.published = parse_feed_date(text_of(element));
    } else if (name == "enclosure") {
        if (auto link = clean_link(element.attribute("url").value(), scope.base()))
            into.files.push_back(
                {.url = std::move(*link),
                 .type = media_type_of(element.attribute("type").value()),
                 .length = size_in(element.attribute("length").value())});
    } else if (name == "torrent") {
        // Feeds that follow BEP 36 and forget its namespace.
        shared_words{into}.take_torrent(element, scope);
    }
}

void take_atom_link(pugi::xml_node element, xml_scope const& scope, found_item& into)
{
    std::string_view const relation{element.attribute("rel").value()};
    auto link = clean_link(element.attribute("href").value(), scope.base());
    if (!link) return;
    auto const type = media_type_of(element.attribute("type").value());
    bool const is_plain = relation.empty() || relation == "alternate";
    if (relation == "enclosure" || (is_plain && type == "application/x-bittorrent"))
        into.files.push_back(
            {.url = std::move(*link),
             .type = type,
             .length = size_in(element.attribute("length").value())});
    else if (is_plain && (!into.link || is_magnet(*link)))
        into.link = std::move(link);
}

}  // namespace

std::string atom_text_of(pugi::xml_node element)
{
    auto text = text_of(element);
    auto const type = lowered(element.attribute("type").value());
    return type == "html" || type == "text/html" ? plain_of_html(text) : text;
}

found_item read_rss_item(pugi::xml_node item, xml_scope const& scope)
{
    found_item out;
    shared_words shared{out};
    for_each_element(item, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
        if (in_each.vocabulary_of(each) == vocabulary::rss)
            take_rss(each, in_each, out);
        else
            shared.take(each, in_each);
    });
    return out;
}

found_item read_atom_entry(pugi::xml_node entry, xml_scope const& scope)
{
    found_item out;
    std::optional<std::int64_t> updated;
    shared_words shared{out};
    for_each_element(entry, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
        if (in_each.vocabulary_of(each) != vocabulary::atom) return shared.take(each, in_each);
        auto const name = local_name(each);
        if (name == "title")
            out.title = atom_text_of(each);
        else if (name == "id")
            out.guid = text_of(each);
        else if (name == "published" || name == "issued")
            out.published = parse_feed_date(text_of(each));
        else if (name == "updated" || name == "modified")
            updated = parse_feed_date(text_of(each));
        else if (name == "link")
            take_atom_link(each, in_each, out);
    });
    if (!out.published) out.published = updated;
    return out;
}

}  // namespace bt::feed
