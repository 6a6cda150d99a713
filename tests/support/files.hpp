#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace bt::test {

/// A folder of a test's own, gone with it.
class scratch {
public:
    scratch();
    ~scratch();
    scratch(scratch const&) = delete;
    scratch& operator=(scratch const&) = delete;
    scratch(scratch&&) = delete;
    scratch& operator=(scratch&&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }
    [[nodiscard]] std::string operator/(std::string const& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// Writes a file, with the folders above it.
void write_file(std::string const& path, std::string const& bytes);
[[nodiscard]] std::string read_file(std::string const& path);

/// The same bytes for the same seed, on every machine.
[[nodiscard]] std::string noise(std::size_t size, std::uint32_t seed);

/// A folder with a few files: large, small, empty, nested, executable, not ASCII.
void make_sample_tree(std::string const& path);

/// Whether two folders hold the same files with the same bytes.
[[nodiscard]] bool same_tree(std::string const& a, std::string const& b);

/// A port of 127.0.0.1 that nobody listened on a moment ago.
[[nodiscard]] int free_port();

}  // namespace bt::test
