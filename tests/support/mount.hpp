#pragma once

#include <string>

namespace bt::test {

/// A file system of a test's own, in memory, gone with it. Nobody else sees it: the first one
/// moves this process, and what it starts, to a mount namespace of their own.
class memory_disk {
public:
    /// Mounts below the folder `at`, which it makes; `options` as in "size=2m".
    memory_disk(std::string at, std::string const& options);
    ~memory_disk();
    memory_disk(memory_disk const&) = delete;
    memory_disk& operator=(memory_disk const&) = delete;
    memory_disk(memory_disk&&) = delete;
    memory_disk& operator=(memory_disk&&) = delete;

    /// Why there is none; empty when all is well.
    [[nodiscard]] std::string const& trouble() const { return trouble_; }
    [[nodiscard]] std::string const& path() const { return at_; }
    /// Both keep what is in it.
    [[nodiscard]] bool set_options(std::string const& options);
    [[nodiscard]] bool make_read_only();

private:
    std::string at_;
    std::string trouble_;
};

}  // namespace bt::test
