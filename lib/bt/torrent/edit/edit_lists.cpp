#include "edit_lists.hpp"

#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/writer.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;
using bencode::writer;

/// Items are bencoded, so that those nobody asked about stay as they are.
using items = std::vector<std::string>;

bool is_string(std::string_view bencoded)
{
    return cursor{bencoded}.kind() == type::string;
}

/// What a key holds; nothing if it is of another shape.
std::optional<items> items_of(std::string_view value, lone_item lone)
{
    items all;
    if (value.empty()) return all;
    cursor at{value};
    if (at.kind() == type::list) {
        for (at.enter(); !at.leave();)
            all.emplace_back(at.skip());
        return all;
    }
    if (lone == lone_item::in_list || !is_string(value)) return std::nullopt;
    if (!at.string().empty()) all.emplace_back(value);
    return all;
}

struct item_changes {
    bool clear = false;
    std::function<bool(std::string const&)> goes;
    items add;
};

void apply(
    bencode::splice& in,
    std::string_view key,
    item_changes const& changes,
    lone_item lone,
    std::string_view name)
{
    auto const value = in.find(key);
    auto const before = items_of(value, lone);
    if (!before && !changes.clear)
        fail(exit_code::bad_input, "edit", name, fmt::format("its {} is not a list", key));
    auto now = changes.clear ? items{} : *before;
    std::erase_if(now, changes.goes);
    for (auto const& item : changes.add)
        if (std::ranges::find(now, item) == now.end()) now.push_back(item);
    bool const stays = before && *before == now && !(now.empty() && changes.clear);
    if (stays) return;
    bool const was_list = !value.empty() && cursor{value}.kind() == type::list;
    if (now.empty()) {
        in.remove(key);
    } else if (lone == lone_item::alone && now.size() == 1 && !was_list) {
        in.set(key, now.front());
    } else {
        writer out;
        out.list();
        for (auto const& item : now)
            out.raw(item);
        in.set(key, out.end().take());
    }
}

}  // namespace

void edit_list(
    bencode::splice& in,
    std::string_view key,
    list_changes const& changes,
    lone_item lone,
    std::string_view name)
{
    if (!changes.clear && changes.remove.empty() && changes.add.empty()) return;
    item_changes which{.clear = changes.clear, .goes = {}, .add = {}};
    which.goes = [&](std::string const& item) {
        if (!is_string(item)) return false;
        auto const text = cursor{item}.string();
        return std::ranges::any_of(changes.remove, [&](std::string const& pattern) {
            return wildcard_matches(pattern, text);
        });
    };
    for (auto const& item : changes.add)
        which.add.push_back(writer{}.string(item).take());
    apply(in, key, which, lone, name);
}

void edit_nodes(bencode::splice& top, node_changes const& changes, std::string_view name)
{
    if (!changes.clear && changes.remove.empty() && changes.add.empty()) return;
    auto const written = [](std::vector<host_and_port> const& nodes) {
        items all;
        for (auto const& node : nodes)
            all.push_back(writer{}.list().string(node.host).integer(node.port).end().take());
        return all;
    };
    auto const gone = written(changes.remove);
    item_changes const which{
        .clear = changes.clear,
        .goes =
            [&](std::string const& item) { return std::ranges::find(gone, item) != gone.end(); },
        .add = written(changes.add)};
    apply(top, "nodes", which, lone_item::in_list, name);
}

}  // namespace bt::torrent
