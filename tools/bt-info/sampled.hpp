#pragma once

#include <bt/net/web_seed.hpp>
#include <bt/torrent/document/document.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bt_info {

/// Some pieces of a torrent and how to know them again: by SHA-1 where it has a v1 half, else by
/// the SHA-256 tree of the file that each lies in (BEP 52). Asked from several threads.
class sampled {
public:
    /// `what` outlives it.
    sampled(bt::torrent::document const& what, std::int64_t samples);

    /// All of a request but its URL, type and limits; it refers to this.
    [[nodiscard]] bt::net::web_seed_request request() const;

private:
    struct file {
        bt::net::web_seed_file place;
        std::string root;  ///< raw; empty without v2
    };

    void take_files();
    void take_samples();
    [[nodiscard]] bool is_sampled(std::int64_t offset, std::int64_t size) const;
    [[nodiscard]] bool verify(std::int64_t piece, std::string_view bytes) const;
    [[nodiscard]] bool verify_v1(std::int64_t piece, std::string_view bytes) const;
    [[nodiscard]] bool verify_v2(std::int64_t piece, std::string_view bytes) const;
    [[nodiscard]] file const* file_at(std::int64_t offset) const;

    bt::torrent::document const* what_;
    std::int64_t piece_length_;
    std::vector<std::int64_t> pieces_;  ///< ascending
    bool is_multi_file_ = false;
    std::vector<file> files_;  ///< that the pieces lie in, the first and the last; a few of many
    std::vector<bt::net::web_seed_sample> samples_;
};

}  // namespace bt_info
