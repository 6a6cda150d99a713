#pragma once

#include <bt/session/session.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/torrent_handle.hpp>
#include <libtorrent/torrent_info.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace bt::session {

/// A torrent that is asked to do something, with the words for when it cannot.
class asked {
public:
    /// Throws error(not_found) if the torrent is not in the session.
    asked(session& of, torrent_id id, std::string_view doing);

    [[nodiscard]] lt::torrent_handle const& handle() const { return handle_; }
    [[nodiscard]] std::string const& key() const { return key_; }
    /// Throws error(not_found) while it has none.
    [[nodiscard]] std::shared_ptr<lt::torrent_info const> metadata() const;
    /// Throw error(usage) for one that it does not have; they need metadata.
    [[nodiscard]] lt::piece_index_t piece(int index) const;
    [[nodiscard]] lt::file_index_t file(int index) const;
    /// Throws error(usage) for what is not from `least` to `most`.
    void
    within(std::string_view what, std::int64_t value, std::int64_t least, std::int64_t most) const;
    [[noreturn]] void refuse(std::string_view why) const;
    [[noreturn]] void give_up(lt::error_code const& reason) const;

private:
    lt::torrent_handle handle_;
    std::string key_;
    std::string_view doing_;
};

/// What libtorrent throws becomes an error(not_found), for it is a torrent that went.
template <class Call>
auto ask(session& of, torrent_id id, std::string_view doing, Call const& call)
{
    asked const what{of, id, doing};
    try {
        return call(what);
    } catch (lt::system_error const& reason) {
        what.give_up(reason.code());
    }
}

}  // namespace bt::session
