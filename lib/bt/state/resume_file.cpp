#include "resume_file.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/state/codec.hpp>
#include <bt/state/seal.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <utility>

namespace bt::state {
namespace {

constexpr std::size_t cap_bytes = 256U << 20;
constexpr char const* reading = "read resume file";

resume_file damaged(std::string why)
{
    return {.what = resume_file::state::damaged, .why = std::move(why), .torrent = {}};
}

/// Why the open file cannot be one of ours.
std::optional<std::string> find_fault(int fd, std::string const& path)
{
    struct stat facts {};
    if (::fstat(fd, &facts) != 0) fail_errno(exit_code::io, reading, path);
    if (!S_ISREG(facts.st_mode)) return "it is not a regular file";
    // Anybody can make a seal; in a folder that many write to, only our own are believed.
    if (facts.st_uid != ::geteuid() && facts.st_uid != 0) return "it belongs to another user";
    if (facts.st_size > static_cast<off_t>(cap_bytes))
        return fmt::format("it is larger than the limit of {} bytes", cap_bytes);
    return {};
}

resume_file parse(std::string_view sealed, std::string_view key)
{
    auto const inside = unseal(sealed);
    if (inside.what == unsealed::verdict::newer)
        return {
            .what = resume_file::state::newer,
            .why = fmt::format(
                "it was written by a newer version (format {}; this one knows {})",
                inside.version,
                seal_version),
            .torrent = {}};
    if (inside.what != unsealed::verdict::whole) return damaged("its checksum is wrong");
    auto torrent = decode(inside.bytes);
    if (!torrent) return damaged("it is not what this version writes");
    if (torrent->key != key) return damaged("it is of another torrent");
    return {.what = resume_file::state::whole, .why = {}, .torrent = *std::move(torrent)};
}

}  // namespace

std::string resume_path(std::string const& folder, std::string_view key)
{
    if (!is_key(key)) fail(exit_code::failed, "name resume file of", key, "it is no info-hash");
    return join_path(folder, fmt::format(".bt-{}.resume", key));
}

void write_resume_file(std::string const& folder, saved_torrent const& torrent)
{
    check_key(torrent);
    auto const path = resume_path(folder, torrent.key);
    auto const sealed = seal(encode(torrent, torrent.clean));
    if (sealed.size() > cap_bytes)
        fail(exit_code::io, "write", path, "it would be larger than can be read again");
    try {
        write_atomically(path, sealed, {.replace = true, .mode = 0600});
    } catch (error const& e) {
        // It is no output that anybody asked for.
        throw error{exit_code::io, e.what(), e.hint()};
    }
}

resume_file read_resume_file(std::string const& folder, std::string_view key)
{
    auto const path = resume_path(folder, key);
    unique_fd const file{
        ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return {};
    if (!file && errno == ELOOP) return damaged("it is a symbolic link");
    // What open says of a socket.
    if (!file && errno == ENXIO) return damaged("it is not a regular file");
    if (!file) fail_errno(exit_code::io, reading, path);
    if (auto const fault = find_fault(file.get(), path)) return damaged(*fault);
    std::string sealed;
    try {
        sealed = read_descriptor(file.get(), path, {.doing = reading, .cap_bytes = cap_bytes});
    } catch (error const& e) {
        throw error{exit_code::io, e.what()};
    }
    return parse(sealed, key);
}

std::string set_resume_file_aside(std::string const& folder, std::string_view key)
{
    auto const path = resume_path(folder, key);
    auto bad = path + ".bad";
    if (std::rename(path.c_str(), bad.c_str()) != 0) fail_errno(exit_code::io, "rename", path);
    return bad;
}

void remove_resume_file(std::string const& folder, std::string_view key)
{
    auto const path = resume_path(folder, key);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
        fail_errno(exit_code::io, "remove", path);
}

}  // namespace bt::state
