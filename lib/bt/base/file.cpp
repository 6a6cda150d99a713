#include "file.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

namespace bt {
namespace {

std::string folder_of(std::string const& path)
{
    auto const slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string temporary_beside(std::string const& path)
{
    std::array<char, 8> random{};
    // Only has to differ from other temporaries; O_EXCL catches the rest.
    [[maybe_unused]] auto const got = getrandom(random.data(), random.size(), 0);
    return fmt::format("{}/.bt-{}.tmp", folder_of(path), to_hex({random.data(), random.size()}));
}

/// How the system calls a descriptor of this process.
std::string link_to(int fd)
{
    return fmt::format("/proc/self/fd/{}", fd);
}

/// A file without a name, of which nothing is left however the process ends; none where the file
/// system, or a root without /proc, cannot give it one later. Else errno says why not.
std::optional<unique_fd> nameless_in(std::string const& folder, unsigned mode)
{
    unique_fd out{::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode)};
    if (!out && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) return std::nullopt;
    if (out && ::access(link_to(out.get()).c_str(), F_OK) != 0) return std::nullopt;
    return out;
}

[[noreturn]] void fail_exists(std::string const& path)
{
    throw error{
        exit_code::refused, fmt::format("cannot write {}: File exists", path), "-f replaces it"};
}

void sync_folder(std::string const& path)
{
    unique_fd const folder{::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Some file systems cannot sync a folder; the file itself is already safe.
    if (folder) (void)::fsync(folder.get());
}

}  // namespace

unique_fd::~unique_fd()
{
    if (fd_ >= 0) ::close(fd_);
}

std::string read_descriptor(int fd, std::string_view name, read_request const& how)
{
    constexpr std::size_t least_step = 64 * 1024;
    std::string bytes;
    std::size_t filled = 0;
    struct stat facts {};
    if (::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0)
        bytes.resize(
            std::min<std::size_t>(static_cast<std::size_t>(facts.st_size), how.cap_bytes) + 1);
    for (;;) {
        if (filled == bytes.size()) bytes.resize(std::max(least_step, filled * 2));
        auto const got = ::read(fd, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_errno(exit_code::bad_input, how.doing, name);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > how.cap_bytes)
            fail(
                exit_code::bad_input,
                how.doing,
                name,
                fmt::format("larger than the limit of {} bytes", how.cap_bytes));
    }
    bytes.resize(filled);
    return bytes;
}

std::string read_file(std::string const& path, read_request const& how)
{
    unique_fd const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    if (!file) fail_errno(exit_code::bad_input, how.doing, path);
    return read_descriptor(file.get(), path, how);
}

std::string read_input(std::string const& path, read_request const& how)
{
    return path == "-" ? read_descriptor(STDIN_FILENO, "standard input", how)
                       : read_file(path, how);
}

bool write_all(int fd, std::string_view bytes) noexcept
{
    while (!bytes.empty()) {
        auto const put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

void ensure_folder(std::string const& path)
{
    std::error_code reason;
    std::filesystem::create_directories(path, reason);
    if (reason) fail(exit_code::io, "make folder", path, reason);
    if (::access(path.c_str(), W_OK | X_OK) != 0) fail_errno(exit_code::io, "write below", path);
}

std::string join_path(std::string_view folder, std::string_view name)
{
    if (folder.empty() || folder == ".") return std::string{name};
    return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

void check_writable(std::string const& path, write_request const& how)
{
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) == 0) {
        if (S_ISDIR(facts.st_mode))
            fail(
                exit_code::no_output,
                "write",
                path,
                std::error_code{EISDIR, std::generic_category()});
        // A device or a pipe would be replaced by a file of its name.
        if (!S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode))
            fail(exit_code::no_output, "write", path, "it is not a regular file");
        if (!how.replace) fail_exists(path);
    }
    if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0)
        fail_errno(exit_code::no_output, "write", path);
}

new_file::new_file(std::string path, write_request const& how)
    : path_{std::move(path)}
    , how_{how}
{
    check_writable(path_, how);
    if (auto nameless = nameless_in(folder_of(path_), how.mode)) {
        if (!*nameless) fail_errno(exit_code::no_output, "write", path_);
        fd_ = std::move(*nameless);
        return;
    }
    auto scratch = temporary_beside(path_);
    fd_ = unique_fd{::open(scratch.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, how.mode)};
    if (!fd_) fail_errno(exit_code::no_output, "write", path_);
    scratch_ = std::move(scratch);
}

new_file::~new_file()
{
    if (!scratch_.empty()) ::unlink(scratch_.c_str());
}

std::string new_file::scratch_path() const
{
    return scratch_.empty() ? link_to(fd_.get()) : scratch_;
}

/// Gives the file its name, or one from which it can be renamed to that.
bool new_file::name()
{
    auto scratch = how_.replace ? temporary_beside(path_) : path_;
    if (::linkat(AT_FDCWD, link_to(fd_.get()).c_str(), AT_FDCWD, scratch.c_str(), AT_SYMLINK_FOLLOW)
        != 0) {
        if (!how_.replace && errno == EEXIST) fail_exists(path_);
        fail_errno(exit_code::no_output, "write", path_);
    }
    if (how_.replace) scratch_ = std::move(scratch);
    return !how_.replace;
}

void new_file::commit()
{
    if (::fsync(fd_.get()) != 0) fail_errno(exit_code::no_output, "write", path_);
    if (scratch_.empty() && name()) {
        sync_folder(path_);
        return;
    }
    auto const flags = how_.replace ? 0U : static_cast<unsigned>(RENAME_NOREPLACE);
    if (::renameat2(AT_FDCWD, scratch_.c_str(), AT_FDCWD, path_.c_str(), flags) == 0) {
        scratch_.clear();
    } else if (errno == EEXIST) {
        fail_exists(path_);
    } else if (!how_.replace && errno == EINVAL) {
        // The file system cannot rename without replacing; a link fails if the name is taken.
        if (::link(scratch_.c_str(), path_.c_str()) != 0) {
            if (errno == EEXIST) fail_exists(path_);
            fail_errno(exit_code::no_output, "write", path_);
        }
    } else {
        fail_errno(exit_code::no_output, "write", path_);
    }
    sync_folder(path_);
}

void write_atomically(std::string const& path, std::string_view bytes, write_request const& how)
{
    new_file file{path, how};
    if (!write_all(file.fd(), bytes)) fail_errno(exit_code::no_output, "write", path);
    file.commit();
}

}  // namespace bt
