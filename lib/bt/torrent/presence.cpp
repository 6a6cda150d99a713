#include "presence.hpp"

#include <bt/base/file.hpp>
#include <bt/torrent/describe.hpp>

#include <fmt/format.h>

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace bt::torrent {

std::vector<absent_file>
absent_files(metainfo const& what, std::string const& save_path, std::size_t most)
{
    std::vector<absent_file> absent;
    for_each_file(what, [&](record::file const& file) {
        if (file.pad_file || file.symlink || absent.size() >= most) return;
        struct stat facts {};
        auto const path = join_path(save_path, file.path);
        if (::stat(path.c_str(), &facts) != 0) {
            auto const why = std::error_code{errno, std::generic_category()};
            bool const gone = why == std::errc::no_such_file_or_directory;
            absent.push_back({path, file.size, std::nullopt, gone ? "" : why.message()});
        } else if (!S_ISREG(facts.st_mode)) {
            absent.push_back({path, file.size, std::nullopt, "not a regular file"});
        } else if (facts.st_size < file.size) {
            absent.push_back({path, file.size, facts.st_size, ""});
        }
    });
    return absent;
}

std::string sentence_of(absent_file const& file)
{
    if (!file.reason.empty()) return fmt::format("{}: {}", file.path, file.reason);
    if (!file.found) return fmt::format("{} is missing", file.path);
    return fmt::format("{} has {} of {} bytes", file.path, *file.found, file.size);
}

}  // namespace bt::torrent
