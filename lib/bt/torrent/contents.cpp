#include "contents.hpp"

#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/file_storage.hpp>

#include <utility>

namespace bt::torrent {
namespace {

record::file file_at(lt::file_storage const& files, lt::file_index_t index)
{
    auto const flags = files.file_flags(index);
    record::file out;
    out.index = static_cast<int>(index);
    out.path = files.file_path(index);
    out.size = files.file_size(index);
    out.offset = files.file_offset(index);
    out.pad_file = files.pad_file_at(index);
    auto const first = out.offset / files.piece_length();
    out.first_piece = first;
    if (out.size > 0)
        out.num_pieces = (out.offset + out.size - 1) / files.piece_length() - first + 1;
    if (flags & lt::file_storage::flag_hidden) out.attributes.emplace_back("hidden");
    if (flags & lt::file_storage::flag_executable) out.attributes.emplace_back("executable");
    if (flags & lt::file_storage::flag_symlink) {
        out.attributes.emplace_back("symlink");
        out.symlink = files.symlink(index);
    }
    if (auto const mtime = files.mtime(index); mtime > 0) out.mtime = mtime;
    return out;
}

}  // namespace

contents contents_of(metainfo const& what)
{
    auto const& info = *what.get().params.ti;
    auto const& files = info.files();
    contents out{
        .name = info.name(),
        .piece_length = files.piece_length(),
        .num_pieces = files.num_pieces(),
        .files = {}};
    out.files.reserve(static_cast<std::size_t>(files.num_files()));
    for (auto const index : files.file_range())
        out.files.push_back(file_at(files, index));
    return out;
}

}  // namespace bt::torrent
