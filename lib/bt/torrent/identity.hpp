#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <string_view>

/// What sets a torrent apart from others, for the tools that write torrents.
namespace bt::torrent {

/// Whether a torrent may have this name: that of one file or folder.
[[nodiscard]] BT_API bool is_file_name(std::string_view name);

/// 32 hex digits that nobody can guess, to give the same content another info-hash.
[[nodiscard]] BT_API std::string random_entropy();

/// What "similar" (BEP 38) holds of another torrent, given as load() takes it: its v1 info-hash,
/// or the first 20 bytes of its v2 one. Throws error(bad_input).
[[nodiscard]] BT_API std::string similar_hash(std::string const& input);

}  // namespace bt::torrent
