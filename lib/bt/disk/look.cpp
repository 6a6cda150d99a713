#include "look.hpp"

#include <bt/disk/folder.hpp>

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

}  // namespace bt::disk
