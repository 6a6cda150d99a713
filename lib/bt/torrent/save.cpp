#include "save.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/write_resume_data.hpp>

namespace bt::torrent {

std::string torrent_bytes(metainfo const& what)
{
    try {
        // Layers come from peers as they are needed, so at first a link has none.
        auto const bytes = lt::write_torrent_file_buf(
            what.get().params, lt::write_flags::allow_missing_piece_layer);
        return {bytes.begin(), bytes.end()};
    } catch (lt::system_error const& e) {
        fail(exit_code::failed, "write torrent", what.name(), e.code());
    }
}

}  // namespace bt::torrent
