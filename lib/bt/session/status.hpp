#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_status.hpp>

#include <libtorrent/torrent_flags.hpp>
#include <libtorrent/torrent_status.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bt::session {

/// The record of a status, which must have been asked for with its name, save path and
/// torrent file.
[[nodiscard]] BT_API record::torrent_status describe(lt::torrent_status const& status);

/// libtorrent's word for a state; "unknown" for the numbers it has retired.
[[nodiscard]] BT_API std::string_view name_of(lt::torrent_status::state_t state);

/// The flag of that name, as the records give it.
[[nodiscard]] BT_API std::optional<lt::torrent_flags_t> flag_named(std::string_view name);

/// "seed_mode, upload_mode, ...".
[[nodiscard]] BT_API std::string flag_names();

/// The bits of a bitfield, the first the highest of its byte.
template <class Bits>
[[nodiscard]] record::blob bits_of(Bits const& from)
{
    if (from.empty()) return {};
    return {std::string{from.data(), static_cast<std::size_t>((from.size() + 7) / 8)}};
}

/// The key events and records name a torrent by: v1 hex where there is one, else v2 hex.
[[nodiscard]] BT_API std::string key_of(lt::info_hash_t const& hashes);

}  // namespace bt::session
