#include "version.hpp"

#include <libtorrent/version.hpp>

namespace bt::torrent {

std::string_view libtorrent_version() noexcept
{
    return lt::version();
}

}  // namespace bt::torrent
