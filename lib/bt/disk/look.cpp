#include "look.hpp"

#include <bt/disk/folder.hpp>

#include <unistd.h>

#include <cerrno>

namespace bt::disk {

std::vector<file_stamp> look(lt::file_storage const& files, std::string const& save_path)
{
    folder const where{save_path};
    std::vector<file_stamp> out;
    out.reserve(static_cast<std::size_t>(files.num_files()));
    for (auto const file : files.file_range()) {
        struct stat facts {};
        bool const is_there = !files.pad_file_at(file)
            && where.look_through(files.file_path(file), facts) && S_ISREG(facts.st_mode);
        out.push_back(is_there ? stamp_of(facts) : file_stamp{});
    }
    return out;
}

std::vector<data_range>
look_for_data(lt::file_storage const& files, std::string const& save_path, lt::file_index_t file)
{
    // A file in more parts than this is as good as without holes.
    constexpr std::size_t most_ranges = 10000;
    std::vector<data_range> out;
    folder const where{save_path};
    auto const fd = where.open_to_read(files.file_path(file));
    struct stat facts {};
    if (!fd || ::fstat(fd.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return out;
    std::int64_t at = 0;
    while (at < facts.st_size) {
        auto const from = ::lseek(fd.get(), at, SEEK_DATA);
        if (from < 0 && errno == ENXIO) return out;
        auto const to = from < 0 ? -1 : ::lseek(fd.get(), from, SEEK_HOLE);
        if (to < 0 || out.size() >= most_ranges) {
            out.push_back({at, facts.st_size});
            return out;
        }
        out.push_back({from, to});
        at = to;
    }
    return out;
}

}  // namespace bt::disk
