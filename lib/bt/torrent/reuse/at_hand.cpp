#include "at_hand.hpp"

#include <bt/base/beneath.hpp>
#include <bt/base/copy.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/torrent/hash/hash_files.hpp>
#include <bt/torrent/metainfo_access.hpp>
#include <bt/torrent/reuse/file_pool.hpp>

#include <libtorrent/file_storage.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;

/// What a torrent lacks.
struct lacking_file {
    std::string path;
    std::int64_t size = 0;
    std::optional<sha256_digest> root;
    bool is_executable = false;
};

bool is_there(std::string const& path)
{
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0;
}

std::vector<lacking_file> lacking(at_hand_request const& request)
{
    std::vector<lacking_file> out;
    auto const& files = request.what->get().params.ti->files();
    for (auto const index : files.file_range()) {
        auto const flags = files.file_flags(index);
        if (flags & (lt::file_storage::flag_symlink | lt::file_storage::flag_pad_file)) continue;
        auto const at = static_cast<std::size_t>(static_cast<int>(index));
        if (!request.levels.empty() && request.levels[at] == 0) continue;
        auto const size = files.file_size(index);
        auto path = files.file_path(index);
        if (size == 0 || is_there(join_path(request.save_path, path))) continue;
        auto& file = out.emplace_back();
        file.path = std::move(path);
        file.size = size;
        file.is_executable = static_cast<bool>(flags & lt::file_storage::flag_executable);
        if (auto const root = files.root(index); !root.is_all_zeros()) {
            auto& digest = file.root.emplace();
            std::ranges::copy(root, reinterpret_cast<char*>(digest.data()));
        }
    }
    return out;
}

/// Nothing for what cannot be read, or changes meanwhile.
std::optional<sha256_digest> root_of(std::string const& path, std::stop_token const& stop)
{
    try {
        source_file const file{.path = path, .stamp = stamp_of(path), .target = {}};
        hash_request const request{
            .files = {&file, 1}, .piece_length = block_size, .v1 = false, .v2 = true};
        return hash_files(request, {}, {}, stop).files.at(0).root;
    } catch (error const& e) {
        if (e.code() == exit_code::interrupted) throw;
        return std::nullopt;
    }
}

/// Regular files below the places.
class places_index {
public:
    places_index(std::span<lacking_file const> wanted, std::stop_token stop)
        : stop_{std::move(stop)}
        , pool_{[this](std::string const& path) { return root_of(path, stop_); }}
    {
        for (auto const& each : wanted)
            sizes_.insert(each.size);
    }
    places_index(places_index const&) = delete;
    places_index& operator=(places_index const&) = delete;

    void look_below(std::string const& place)
    {
        std::error_code failed;
        if (fs::is_directory(fs::status(place, failed)) && !failed) {
            auto each = fs::recursive_directory_iterator{
                place, fs::directory_options::skip_permission_denied, failed};
            for (; !failed && each != fs::recursive_directory_iterator{}; each.increment(failed)) {
                if (stop_.stop_requested()) throw error{exit_code::interrupted, "interrupted"};
                take(each->path().string());
            }
        } else if (!failed) {
            take(place);
        }
        if (failed) fail(exit_code::bad_input, "reuse files of", place, failed);
    }

    /// The file of the same content, if there is one.
    [[nodiscard]] std::optional<std::string> choose(lacking_file const& wanted)
    {
        return wanted.root ? pool_.with_root(wanted.size, wanted.path, *wanted.root)
                           : pool_.called_like(wanted.size, wanted.path);
    }

private:
    void take(std::string path)
    {
        struct stat facts {};
        if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return;
        if (sizes_.contains(facts.st_size)) pool_.add(std::move(path), stamp_from(facts));
    }

    std::stop_token stop_;
    file_pool pool_;
    std::unordered_set<std::int64_t> sizes_;
};

/// Makes the folders above `path` and the file itself, none of them through a link.
unique_fd make_file(int folder, std::string const& path, unsigned mode)
{
    for (auto slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        auto const above = path.substr(0, slash);
        if (open_beneath(folder, above, O_PATH | O_DIRECTORY, links::refused)) continue;
        auto const cut = above.rfind('/');
        auto const parent = cut == std::string::npos ? std::string{"."} : above.substr(0, cut);
        auto const name = cut == std::string::npos ? above : above.substr(cut + 1);
        auto const within = open_beneath(folder, parent, O_PATH | O_DIRECTORY, links::refused);
        if (!within || ::mkdirat(within.get(), name.c_str(), 0777) != 0) return {};
    }
    return open_beneath(
        folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, links::refused, mode);
}

bool copy_into(
    int folder, lacking_file const& wanted, std::string const& from, std::stop_token const& stop)
{
    unique_fd const source{::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (!source) return false;
    auto const made = make_file(folder, wanted.path, wanted.is_executable ? 0777 : 0666);
    if (!made) return false;
    bool const is_whole = copy_content(source.get(), made.get(), wanted.size, stop);
    // The rest of the room is for the download.
    if (!is_whole) ::unlinkat(folder, wanted.path.c_str(), 0);
    if (stop.stop_requested()) throw error{exit_code::interrupted, "interrupted"};
    return is_whole;
}

}  // namespace

void copy_what_is_at_hand(
    at_hand_request const& request,
    std::function<void(file_at_hand const&)> const& copied,
    std::stop_token stop)
{
    auto const wanted = lacking(request);
    if (wanted.empty()) return;
    places_index index{wanted, stop};
    for (auto const& place : request.places)
        index.look_below(place);
    unique_fd const folder{::open(request.save_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    if (!folder) return;
    for (auto const& each : wanted)
        if (auto const from = index.choose(each))
            if (copy_into(folder.get(), each, *from, stop))
                copied({.path = each.path, .from = *from, .size = each.size});
}

}  // namespace bt::torrent
