#include "document_parts.hpp"

#include <bt/base/encode.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

std::string_view trimmed(std::string_view text)
{
    auto const start = text.find_first_not_of(" \t\r\n\f\v");
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

bool needs_escape(char c)
{
    constexpr std::string_view plain =
        "%+;?:@=&,$/-_!.~*()abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return plain.find(c) == std::string_view::npos;
}

/// A web seed's URL as it is asked: what is not escaped in its path, but must be, is escaped.
std::string web_url(std::string_view given)
{
    auto const scheme = given.find("://");
    auto const path = scheme == std::string_view::npos ? scheme : given.find('/', scheme + 3);
    if (path == std::string_view::npos || std::ranges::none_of(given.substr(path), needs_escape))
        return std::string{given};
    std::string url{given.substr(0, path)};
    for (char const c : given.substr(path)) {
        // Where one character must be escaped, a percent sign is one too.
        if (needs_escape(c) || c == '%' || c == '+' || c == ';' || c == '?')
            url += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            url.push_back(c);
    }
    return url;
}

}  // namespace

bool source_reader::take(std::string_view key, cursor& at)
{
    auto& facts = into_->facts;
    auto const kind = at.kind();
    if (key == "announce" && kind == type::string)
        announce_ = trimmed(at.string());
    else if (key == "announce-list" && kind == type::list)
        tiers(at);
    else if (key == "nodes" && kind == type::list)
        nodes(at);
    else if (key == "creation date" && kind == type::integer) {
        if (auto const when = at.integer(); when > 0) facts.creation_date = when;
    } else if (key == "url-list")
        seeds("url_seed", at);
    else if (key == "httpseeds")
        seeds("http_seed", at);
    else if (key == "similar" && kind == type::list)
        read_similar(at, *into_);
    else if (key == "collections" && kind == type::list)
        read_collections(at, *into_);
    else if (kind == type::string && (key.starts_with("comment") || key.starts_with("created by")))
        text(key, at);
    else
        return false;
    return true;
}

void source_reader::text(std::string_view key, cursor& at)
{
    auto const value = at.string();
    bool const comment = key.starts_with("comment");
    bool const utf8 = key.ends_with(".utf-8");
    if (!utf8 && key != "comment" && key != "created by") return;
    auto& known = comment ? utf8_comment_ : utf8_creator_;
    auto& field = comment ? into_->facts.comment : into_->facts.creator;
    if (known && !utf8) return;
    known = known || utf8;
    if (!value.empty()) field = std::string{value};
}

void source_reader::tiers(cursor& at)
{
    std::int64_t tier = 0;
    for (at.enter(); !at.leave(); ++tier) {
        if (at.kind() != type::list) {
            at.skip();
            into_->oddities.push_back({"tracker-list", "a tier that is no list"});
            continue;
        }
        for (at.enter(); !at.leave();) {
            if (at.kind() != type::string) {
                at.skip();
                continue;
            }
            auto const url = trimmed(at.string());
            if (!url.empty()) into_->facts.trackers.push_back({std::string{url}, tier});
        }
    }
}

void source_reader::nodes(cursor& at)
{
    for (at.enter(); !at.leave();) {
        cursor node{at.skip()};
        if (node.kind() != type::list) continue;
        node.enter();
        if (node.leave() || node.kind() != type::string) continue;
        auto const host = node.string();
        if (node.leave() || node.kind() != type::integer) continue;
        into_->facts.dht_nodes.push_back({std::string{host}, node.integer()});
    }
}

void source_reader::seeds(std::string_view kind, cursor& at)
{
    auto const add = [&](std::string_view given) {
        if (!given.empty()) into_->facts.web_seeds.push_back({web_url(given), std::string{kind}});
    };
    if (at.kind() == type::string) {
        add(at.string());
    } else if (at.kind() == type::list) {
        for (at.enter(); !at.leave();) {
            if (at.kind() == type::string)
                add(at.string());
            else
                at.skip();
        }
    } else {
        at.skip();
    }
}

void source_reader::finish()
{
    auto& facts = into_->facts;
    if (facts.trackers.empty() && !announce_.empty())
        facts.trackers.push_back({std::string{announce_}, 0});
    // BEP 19: the URL of a folder ends in a slash.
    bool const folder = !into_->is_single && *facts.num_files + *facts.num_pad_files != 1;
    for (auto& each : facts.web_seeds)
        if (folder && each.type == "url_seed" && !each.url.ends_with('/')) each.url.push_back('/');
    std::set<std::pair<std::string, std::string>> known;
    std::erase_if(facts.web_seeds, [&](record::web_seed_entry const& each) {
        return !known.emplace(each.type, each.url).second;
    });
}

void read_similar(cursor& at, document::parts& into)
{
    for (at.enter(); !at.leave();) {
        if (at.kind() != type::string) {
            at.skip();
            continue;
        }
        if (auto const hash = at.string(); hash.size() == 20)
            into.facts.similar.push_back(to_hex(hash));
    }
}

void read_collections(cursor& at, document::parts& into)
{
    for (at.enter(); !at.leave();) {
        if (at.kind() == type::string)
            into.facts.collections.emplace_back(at.string());
        else
            at.skip();
    }
}

}  // namespace bt::torrent
