#pragma once

#include <bt/base/file.hpp>

#include <sys/stat.h>

#include <string>
#include <string_view>

namespace bt::disk {

/// The save path of a torrent. Where something is made, written, renamed or removed, paths below
/// it are followed to the letter: a symbolic link in one, whoever put it there, is ELOOP. Reading
/// follows links, since a torrent can be made of what links lead to. An absolute path, which only
/// a user can give a file, is followed up to its last name. What fails leaves its reason in errno.
class folder {
public:
    explicit folder(std::string path);

    [[nodiscard]] std::string const& path() const { return path_; }
    /// Flags of openat(2); with O_CREAT the folders above are made too.
    [[nodiscard]] unique_fd open(std::string const& file, int flags) const;
    [[nodiscard]] unique_fd open_to_read(std::string const& file) const;

    /// The folder that holds a file, and the file's name in it.
    struct place {
        unique_fd above;
        std::string name;
        [[nodiscard]] explicit operator bool() const { return bool{above}; }
    };
    [[nodiscard]] place find(std::string const& file) const;
    /// The same, made if need be.
    [[nodiscard]] place make(std::string const& file) const;

    /// Whether a path can be that of a file at all: a relative one has no empty name and none that
    /// leads up.
    [[nodiscard]] static bool can_hold(std::string_view file);
    /// Renames across folders; EEXIST if there is something and it may not be replaced.
    [[nodiscard]] static bool rename(place const& from, place const& to, bool replace);
    /// Of the file itself, also if it is a link.
    [[nodiscard]] bool look(std::string const& file, struct stat& facts) const;
    /// Of what would be read.
    [[nodiscard]] bool look_through(std::string const& file, struct stat& facts) const;
    /// Whether a file that is there could be written, or one that is not could be made. Permission
    /// and links are looked at, not how much room there is.
    [[nodiscard]] bool can_write(std::string const& file) const;
    /// Removes the folders above it, from the innermost up, as long as they are empty.
    void prune(std::string const& file) const;

private:
    [[nodiscard]] unique_fd root() const;

    std::string path_;
};

}  // namespace bt::disk
