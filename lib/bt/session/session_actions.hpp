#pragma once

#include <bt/base/export.hpp>
#include <bt/session/session.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a running session can be told to do. It belongs to the thread of the session.
namespace bt::session {

/// No torrent sends or receives; session_info says so. Resuming runs those that were not paused
/// on their own.
BT_API void pause_session(session& of);
BT_API void resume_session(session& of);

/// All of them or none: names and values as --set takes them. Throws error(usage) for a name that
/// is unknown or refused, a wrong type, and what is out of range.
BT_API void
set_settings(session& of, std::span<std::pair<std::string, std::string> const> settings);

struct setting_now {
    std::string name;
    std::variant<bool, std::int64_t, std::string> value;
};
enum class which_settings { all, non_default };
/// By libtorrent's names, in its order; all if no names are given. Throws error(usage) for a name
/// that there is not.
[[nodiscard]] BT_API std::vector<setting_now> settings(
    session& of,
    std::span<std::string const> names = {},
    which_settings which = which_settings::all);

/// Words of the settings of these names.
struct encryption_words {
    std::string in_enc_policy;      ///< pe_forced, pe_enabled, pe_disabled
    std::string out_enc_policy;     ///< the same
    std::string allowed_enc_level;  ///< pe_plaintext, pe_rc4, pe_both
};
[[nodiscard]] BT_API encryption_words encryption(session& of);
/// An empty word leaves it as it is. Throws error(usage) for another word.
BT_API void set_encryption(session& of, encryption_words const& to);

}  // namespace bt::session
