#include "trust.hpp"

#include <bt/base/file.hpp>
#include <bt/torrent/contents.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/verify/sample.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace bt_seed {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

std::int64_t mtime_ns(struct stat const& facts)
{
    return std::int64_t{facts.st_mtim.tv_sec} * second_ns + facts.st_mtim.tv_nsec;
}

}  // namespace

std::optional<std::int64_t> time_of(std::string const& input, bt::torrent::metainfo const& what)
{
    struct stat facts {};
    if (::stat(input.c_str(), &facts) == 0 && S_ISREG(facts.st_mode)) return mtime_ns(facts);
    auto const date = bt::torrent::describe(what).creation_date;
    if (!date) return std::nullopt;
    return *date * second_ns;
}

bool looks_whole(
    bt::torrent::metainfo const& what,
    std::string const& save_path,
    std::int64_t made_ns,
    std::stop_token stop)
{
    auto const contents = bt::torrent::contents_of(what);
    for (auto const& file : contents.files) {
        if (file.pad_file) continue;
        struct stat facts {};
        auto const path = bt::join_path(save_path, file.path);
        // A link is there, or what it leads to; the rest comes out when a peer asks for it.
        if (::stat(path.c_str(), &facts) != 0) return false;
        if (!S_ISREG(facts.st_mode) || facts.st_size != file.size || mtime_ns(facts) > made_ns)
            return false;
    }
    auto const map = bt::torrent::content_map_of(what);
    if (map.files.empty() || contents.num_pieces == 0) return true;
    bt::torrent::sample_request const first{
        .what = &what,
        .content = &map,
        .path_of =
            [&](std::size_t file) {
                auto const index = map.files[file].index;
                auto const found =
                    std::ranges::find(contents.files, index, &bt::record::file::index);
                return found == contents.files.end() ? std::string{}
                                                     : bt::join_path(save_path, found->path);
            },
        .pieces = {0}};
    return !bt::torrent::agreeing_pieces(first, std::move(stop)).empty();
}

}  // namespace bt_seed
