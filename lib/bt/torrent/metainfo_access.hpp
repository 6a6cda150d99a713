#pragma once

#include <bt/torrent/metainfo.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/torrent_info.hpp>

namespace bt::torrent {

/// The libtorrent side of a metainfo, for the modules that may know it.
struct metainfo::content {
    lt::add_torrent_params params;
};

[[nodiscard]] inline metainfo from_params(lt::add_torrent_params params)
{
    return metainfo{std::make_unique<metainfo::content>(metainfo::content{std::move(params)})};
}

[[nodiscard]] inline lt::add_torrent_params release_params(metainfo what)
{
    return std::move(what.get().params);
}

}  // namespace bt::torrent
