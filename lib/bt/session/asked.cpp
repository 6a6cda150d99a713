#include "asked.hpp"

#include <bt/base/error.hpp>
#include <bt/session/session_state.hpp>

#include <fmt/format.h>

namespace bt::session {

asked::asked(session& of, torrent_id id, std::string_view doing)
    : doing_{doing}
{
    auto& own = of.get();
    auto const* const about = own.find(id);
    if (about == nullptr) fail(exit_code::not_found, doing, "torrent", "it is not in the session");
    handle_ = about->handle;
    auto const* const known = own.names.find(handle_.id());
    key_ = known == nullptr ? fmt::format("torrent {}", id) : known->key;
}

std::shared_ptr<lt::torrent_info const> asked::metadata() const
{
    auto info = handle_.torrent_file();
    if (!info) fail(exit_code::not_found, doing_, key_, "it has no metadata yet");
    return info;
}

lt::piece_index_t asked::piece(int index) const
{
    within("piece", index, 0, metadata()->num_pieces() - 1);
    return lt::piece_index_t{index};
}

lt::file_index_t asked::file(int index) const
{
    within("file", index, 0, metadata()->num_files() - 1);
    return lt::file_index_t{index};
}

void asked::within(
    std::string_view what, std::int64_t value, std::int64_t least, std::int64_t most) const
{
    if (value >= least && value <= most) return;
    refuse(
        most < least ? fmt::format("it has no {} {}", what, value)
                     : fmt::format("{} {} is not between {} and {}", what, value, least, most));
}

void asked::refuse(std::string_view why) const
{
    fail(exit_code::usage, doing_, key_, why);
}

void asked::give_up(lt::error_code const& reason) const
{
    fail(exit_code::not_found, doing_, key_, reason);
}

}  // namespace bt::session
