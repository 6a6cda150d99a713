#pragma once

#include <bt/base/export.hpp>
#include <bt/state/saved_torrent.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A saved torrent as bencoding. What is empty or 0 is left out: a field that a later version
/// adds does not change the bytes, nor the digest, of what an earlier one saved.
namespace bt::state {

/// 40 or 64 lower-case hex digits. Nothing else is ever made part of a path.
[[nodiscard]] BT_API bool is_key(std::string_view text) noexcept;
/// Throws error(failed) where a torrent has a key that is not one of its own info-hashes.
void check_key(saved_torrent const& torrent);

/// `clean` goes in place of the torrent's own.
[[nodiscard]] BT_API std::string encode(saved_torrent const& torrent, bool clean);
/// Nothing for any bytes that encode() did not write. Keys that nobody knows are passed over.
[[nodiscard]] BT_API std::optional<saved_torrent> decode(std::string_view bytes);

[[nodiscard]] std::string encode(std::vector<file_stamp> const& files);
[[nodiscard]] std::string encode(std::vector<std::string> const& tags);
/// False for any bytes that encode() did not write; then `into` is good for nothing.
[[nodiscard]] bool decode(std::string_view bytes, std::vector<file_stamp>& into);
[[nodiscard]] bool decode(std::string_view bytes, std::vector<std::string>& into);

}  // namespace bt::state
