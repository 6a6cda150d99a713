#pragma once

#include <bt/bencode/writer.hpp>
#include <bt/torrent/create/create.hpp>

#include <string>

namespace bt::torrent {

/// The files of a torrent in the two forms of its info dictionary, bencoded.
class tree_writer {
public:
    tree_writer(
        create_request const& request, hash_request const& hashing, hash_result const& hashes)
        : request_{&request}
        , hashing_{&hashing}
        , hashes_{&hashes}
    {
    }

    /// BEP 52's "file tree".
    [[nodiscard]] std::string file_tree(std::string_view name) const;
    /// BEP 3's "files", with pad files where the piece space has gaps (BEP 47).
    [[nodiscard]] std::string file_list() const;
    /// BEP 47's "attr" of a file; empty if it has none.
    [[nodiscard]] std::string attributes(source_file const& file) const;
    [[nodiscard]] static std::int64_t seconds(source_file const& file);

private:
    void append_leaf(bencode::writer& out, std::size_t index) const;
    void
    append_level(bencode::writer& out, std::size_t first, std::size_t last, std::size_t at) const;

    create_request const* request_;
    hash_request const* hashing_;
    hash_result const* hashes_;
};

}  // namespace bt::torrent
