#include "presence.hpp"

#include <bt/base/file.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <fmt/format.h>
#include <libtorrent/file_storage.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace bt::torrent {

std::vector<absent_file>
absent_files(metainfo const& what, std::string const& save_path, std::size_t most)
{
    std::vector<absent_file> absent;
    if (!what.has_metadata()) return absent;
    auto const& files = what.get().params.ti->files();
    for (auto const index : files.file_range()) {
        if (files.pad_file_at(index) || absent.size() >= most) continue;
        if (files.file_flags(index) & lt::file_storage::flag_symlink) continue;
        struct stat facts {};
        auto const path = join_path(save_path, files.file_path(index));
        auto const size = files.file_size(index);
        if (::stat(path.c_str(), &facts) != 0) {
            auto const why = std::error_code{errno, std::generic_category()};
            bool const gone = why == std::errc::no_such_file_or_directory;
            absent.push_back({path, size, std::nullopt, gone ? "" : why.message()});
        } else if (!S_ISREG(facts.st_mode)) {
            absent.push_back({path, size, std::nullopt, "not a regular file"});
        } else if (facts.st_size < size) {
            absent.push_back({path, size, facts.st_size, ""});
        }
    }
    return absent;
}

std::string sentence_of(absent_file const& file)
{
    if (!file.reason.empty()) return fmt::format("{}: {}", file.path, file.reason);
    if (!file.found) return fmt::format("{} is missing", file.path);
    return fmt::format("{} has {} of {} bytes", file.path, *file.found, file.size);
}

}  // namespace bt::torrent
