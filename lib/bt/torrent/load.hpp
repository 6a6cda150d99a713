#pragma once

#include <bt/base/export.hpp>
#include <bt/base/load_limits.hpp>
#include <bt/torrent/document/document.hpp>
#include <bt/torrent/metainfo.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace bt::torrent {

/// Whether the piece layers (BEP 52) must all be there: without one, the pieces of that file
/// cannot be checked until a peer gives it.
enum class piece_layers { needed, optional };

/// A .torrent path, the http or https URL of one, "-" for one on standard input, a magnet link, a
/// file with a magnet link in it, or an info-hash of 40 or 64 hex or 32 base32 digits (a file of
/// that name comes first), for a session. Throws error(bad_input), also for what libtorrent 2.0.8
/// cannot take in, and what net::fetch() throws.
[[nodiscard]] BT_API metainfo load(
    std::string const& input,
    load_limits const& limits = {},
    piece_layers layers = piece_layers::needed);

/// The same for whoever only looks at it: a document, or what a magnet link says.
[[nodiscard]] BT_API std::variant<document, metainfo>
inspect(std::string const& input, load_limits const& limits = {});

/// The bytes of a .torrent file; `name` is for the sentence. Checked by parse_document() first:
/// libtorrent 2.0.8 alone lets too much pass.
[[nodiscard]] BT_API metainfo parse_torrent(
    std::string bytes,
    std::string_view name,
    load_limits const& limits = {},
    piece_layers layers = piece_layers::needed);

/// A magnet link (BEP 9, 53).
[[nodiscard]] BT_API metainfo parse_magnet(std::string const& link);

/// Reads a file, standard input ("-") or an http or https URL within limits.file_bytes; `name_of`
/// is what sentences call it. Throws error(bad_input), and what net::fetch() throws.
[[nodiscard]] BT_API std::string read_bytes(std::string const& input, load_limits const& limits);
[[nodiscard]] BT_API std::string name_of(std::string const& input);

}  // namespace bt::torrent
