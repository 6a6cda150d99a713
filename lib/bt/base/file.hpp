#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace bt {

/// Owns a descriptor.
class BT_API unique_fd {
public:
    unique_fd() = default;
    explicit unique_fd(int fd) noexcept
        : fd_{fd}
    {
    }
    ~unique_fd();
    unique_fd(unique_fd const&) = delete;
    unique_fd& operator=(unique_fd const&) = delete;
    unique_fd(unique_fd&& other) noexcept
        : fd_{std::exchange(other.fd_, -1)}
    {
    }
    unique_fd& operator=(unique_fd&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }

    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] explicit operator bool() const noexcept { return fd_ >= 0; }
    [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

private:
    int fd_ = -1;
};

struct read_request {
    /// What the sentence of a failure calls it: "read torrent", "read key".
    std::string_view doing;
    /// More than this is refused, so that no input can take all memory.
    std::size_t cap_bytes;
};

/// The whole file. Throws error(bad_input): unreadable, a folder, or larger than the cap.
[[nodiscard]] BT_API std::string read_file(std::string const& path, read_request const& how);

/// The same from an open descriptor, which stays open; `name` is for the sentence.
[[nodiscard]] BT_API std::string
read_descriptor(int fd, std::string_view name, read_request const& how);

/// A file, or standard input for "-".
[[nodiscard]] BT_API std::string read_input(std::string const& path, read_request const& how);

struct write_request {
    /// False: an existing file is left alone and error(refused) is thrown.
    bool replace = false;
    /// Permissions of a new file, before the umask.
    unsigned mode = 0666;
};

/// A file that is being written without a name, or where the file system cannot do that under
/// another one beside its own, and appears whole or not at all. Without commit() nothing is left of
/// it.
class BT_API new_file {
public:
    /// Throws what check_writable throws, or error(no_output).
    new_file(std::string path, write_request const& how);
    ~new_file();
    new_file(new_file const&) = delete;
    new_file& operator=(new_file const&) = delete;
    new_file(new_file&&) = delete;
    new_file& operator=(new_file&&) = delete;

    [[nodiscard]] int fd() const { return fd_.get(); }
    /// Where its bytes are until commit().
    [[nodiscard]] std::string scratch_path() const;
    /// fsync, rename, fsync of the folder. Throws error(refused) if the file came to be in the
    /// meantime and may not be replaced, else error(no_output).
    void commit();

private:
    [[nodiscard]] bool name();

    std::string path_;
    write_request how_;
    std::string scratch_;  ///< empty as long as it has no name
    unique_fd fd_;
};

/// The file appears whole or not at all: a temporary beside it, fsync, rename, fsync of the
/// folder. Throws error(refused) if it exists and may not be replaced, else error(no_output).
BT_API void
write_atomically(std::string const& path, std::string_view bytes, write_request const& how);

/// Throws what write_atomically would throw before there is anything to write: the file is
/// there, or its folder is not. Long work asks first.
BT_API void check_writable(std::string const& path, write_request const& how);

/// Makes the folder and those above it if need be. Throws error(io) if it cannot be made or
/// nothing can be written below it.
BT_API void ensure_folder(std::string const& path);

/// "folder/name"; the name alone in the current folder.
[[nodiscard]] BT_API std::string join_path(std::string_view folder, std::string_view name);

/// Writes all of it, going on after EINTR and short writes; false leaves the reason in errno.
[[nodiscard]] BT_API bool write_all(int fd, std::string_view bytes) noexcept;

}  // namespace bt
