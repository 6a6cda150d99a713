#include "edit.hpp"

#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/splice.hpp>
#include <bt/bencode/writer.hpp>
#include <bt/digest/digest.hpp>
#include <bt/torrent/edit/edit_changes.hpp>
#include <bt/torrent/edit/edit_lists.hpp>
#include <bt/torrent/edit/edit_trackers.hpp>

#include <fmt/format.h>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::splice;
using bencode::type;

/// The parts of a .torrent file, all views of its bytes.
struct parts {
    std::string_view torrent;
    std::string_view info;
    std::string_view tail;  ///< what follows the torrent
};

parts parts_of(std::string_view bytes, std::string_view name, load_limits const& limits)
{
    auto const refuse = [&](std::string_view why, std::size_t offset) {
        fail(exit_code::bad_input, "read torrent", name, fmt::format("{} at byte {}", why, offset));
    };
    if (bytes.empty()) fail(exit_code::bad_input, "read torrent", name, "the file is empty");
    auto const found = bencode::check(bytes, {.depth = limits.depth, .items = limits.items});
    if (found.wrong) refuse(found.wrong->why, found.wrong->offset);
    parts out{.torrent = bytes.substr(0, found.size), .info = {}, .tail = bytes.substr(found.size)};
    if (cursor{out.torrent}.kind() != type::dictionary) refuse("no bencoded dictionary", 0);
    if (auto const twice = bencode::repeated_key(out.torrent))
        refuse("a key that is there twice,", *twice);
    out.info = bencode::find(out.torrent, "info");
    if (out.info.empty())
        fail(exit_code::bad_input, "read torrent", name, "it has no info dictionary");
    auto const info_at = static_cast<std::size_t>(out.info.data() - bytes.data());
    if (cursor{out.info}.kind() != type::dictionary) refuse("info that is no dictionary", info_at);
    if (auto const twice = bencode::repeated_key(out.info))
        refuse("a key of info that is there twice,", info_at + *twice);
    return out;
}

/// A text and its twin in UTF-8 that some old writers add, and that readers prefer.
void edit_text(splice& in, std::string const& key, value_change<std::string> const& change)
{
    auto const twin = key + ".utf-8";
    if (change.set) {
        in.set_string(key, *change.set);
        if (!in.find(twin).empty()) in.set_string(twin, *change.set);
    } else if (change.remove) {
        in.remove(key);
        in.remove(twin);
    }
}

void edit_flag(splice& info, std::optional<bool> change)
{
    if (!change) return;
    auto const now = info.find("private");
    bool const zero =
        !now.empty() && cursor{now}.kind() == type::integer && cursor{now}.integer() == 0;
    if (*change)
        info.set_integer("private", 1);
    else if (!zero)
        info.remove("private");
}

void apply_patch(splice& to, std::vector<bencode::patch_entry> const& patch)
{
    for (auto const& entry : patch) {
        if (auto now = bencode::merged(to.find(entry.key), entry))
            to.set(entry.key, std::move(*now));
        else
            to.remove(entry.key);
    }
}

std::optional<std::string> text_at(splice const& in, std::string_view key)
{
    auto const value = in.find(key);
    if (value.empty() || cursor{value}.kind() != type::string) return std::nullopt;
    return std::string{cursor{value}.string()};
}

/// The file tree of a single file repeats the torrent's name (BEP 52), and must go on doing so.
void rename_in_tree(splice& info, std::string const& old_name, std::string const& name)
{
    auto const tree = info.find("file tree");
    if (tree.empty() || cursor{tree}.kind() != type::dictionary) return;
    cursor at{tree};
    at.enter();
    if (at.leave() || !info.find("files").empty()) return;
    bool const same = at.string() == old_name;
    auto const node = at.skip();
    if (!same || !at.leave() || bencode::find(node, "").empty()) return;
    info.set("file tree", bencode::writer{}.dictionary().string(name).raw(node).end().take());
}

void apply_info(splice& info, edit_request const& request, std::string_view name)
{
    auto const& asked = request.info;
    auto const old_name = text_at(info, "name");
    edit_text(info, "name", asked.name);
    edit_flag(info, asked.is_private);
    edit_text(info, "source", asked.source);
    edit_text(info, "update-url", asked.update_url);
    edit_text(info, "entropy", asked.entropy);
    edit_list(info, "similar", asked.similar, lone_item::in_list, name);
    edit_list(info, "collections", asked.collections, lone_item::in_list, name);
    apply_patch(info, request.patch.info);
    auto const new_name = text_at(info, "name");
    if (old_name && new_name && *old_name != *new_name) rename_in_tree(info, *old_name, *new_name);
}

void apply_top(splice& top, edit_request const& request, std::string_view name)
{
    edit_trackers(top, request.trackers, name);
    edit_list(top, "url-list", request.web_seeds, lone_item::alone, name);
    edit_list(top, "httpseeds", request.http_seeds, lone_item::in_list, name);
    edit_nodes(top, request.dht_nodes, name);
    edit_text(top, "comment", request.comment);
    edit_text(top, "created by", request.created_by);
    if (request.creation_date.set) top.set_integer("creation date", *request.creation_date.set);
    if (request.creation_date.remove) top.remove("creation date");
    apply_patch(top, request.patch.top);
}

[[noreturn]] void refuse_info(std::vector<key_change> const& changes, std::string_view name)
{
    std::string keys;
    for (auto const& change : changes)
        if (change.key.starts_with("info."))
            keys += fmt::format("{}{}", keys.empty() ? "" : ", ", change.key);
    throw error{
        exit_code::refused,
        fmt::format("cannot change {} of {}: it would have another info-hash", keys, name),
        "--allow-new-infohash lets it"};
}

template <class Digest>
std::string raw(Digest const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

info_hashes hashes_of(std::string_view info)
{
    info_hashes out;
    if (!bencode::find(info, "pieces").empty()) out.v1 = raw(digest::sha1(info));
    if (!bencode::find(info, "meta version").empty()) out.v2 = raw(digest::sha256(info));
    return out;
}

/// Why it does not load; empty if it does.
std::string why_not(std::string_view bytes, std::string_view name, load_limits const& limits)
{
    try {
        (void)parse_document(std::string{bytes}, name, limits);
        return {};
    } catch (error const& e) {
        std::string_view why{e.what()};
        auto const prefix = fmt::format("cannot read torrent {}: ", name);
        if (why.starts_with(prefix)) why.remove_prefix(prefix.size());
        return std::string{why};
    }
}

}  // namespace

edited edit(
    std::string_view bytes,
    std::string_view name,
    edit_request const& request,
    load_limits const& limits)
{
    auto const from = parts_of(bytes, name, limits);
    splice top{from.torrent};
    splice info{from.info};
    apply_top(top, request, name);
    apply_info(info, request, name);
    edited out;
    out.before = out.after = hashes_of(from.info);
    out.changes = changes_of(top, info);
    if (info.is_changed()) {
        if (!request.allow_new_infohash) refuse_info(out.changes, name);
        auto text = info.text();
        out.after = hashes_of(text);
        top.set("info", std::move(text));
    }
    if (!top.is_changed()) {
        out.bytes = bytes;
        return out;
    }
    out.bytes = top.text();
    out.bytes += from.tail;
    auto const why = why_not(out.bytes, name, limits);
    if (!why.empty() && why_not(bytes, name, limits).empty())
        fail(exit_code::refused, "edit", name, "the result could not be read again: " + why);
    return out;
}

}  // namespace bt::torrent
