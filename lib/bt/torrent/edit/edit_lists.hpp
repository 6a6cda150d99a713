#pragma once

#include <bt/bencode/splice.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <string_view>

/// Changes to what holds several values. All throw error(bad_input) where a value to change is of
/// another shape than its BEP says; `name` is the torrent's, for the sentence.
namespace bt::torrent {

/// How a list is written whose one item may also stand alone.
enum class lone_item { in_list, alone };

void edit_list(
    bencode::splice& in,
    std::string_view key,
    list_changes const& changes,
    lone_item lone,
    std::string_view name);

/// "nodes" (BEP 5).
void edit_nodes(bencode::splice& top, node_changes const& changes, std::string_view name);

}  // namespace bt::torrent
