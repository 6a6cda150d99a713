#pragma once

#include <bt/torrent/document/document.hpp>
#include <bt/torrent/document/file_walk.hpp>

#include <unordered_map>

namespace bt::torrent {

/// What a document holds: views into `bytes`, and what was computed once.
struct document::parts {
    std::string bytes;
    record::torrent_info facts;
    std::string key;
    std::string_view piece_hashes;
    std::unordered_map<std::string_view, std::string_view> layers;
    file_source files;
    bool is_single = false;                       ///< one file, without a folder
    std::map<std::int64_t, std::string> renamed;  ///< by index, where names clashed
    std::map<std::int64_t, std::string> links;    ///< by index, where links point
    std::vector<oddity> oddities;

    /// The files as a session has them, with their settled paths.
    void walk(file_visitor const& visit) const;
};

/// Trackers, web seeds, DHT nodes and what else stands beside the info dictionary.
class source_reader {
public:
    explicit source_reader(document::parts& into)
        : into_{&into}
    {
    }

    /// Reads the value that `at` stands at if the key is one of its own.
    bool take(std::string_view key, bencode::cursor& at);
    /// What depends on the files, when they are known.
    void finish();

private:
    void tiers(bencode::cursor& at);
    void nodes(bencode::cursor& at);
    void text(std::string_view key, bencode::cursor& at);
    void seeds(std::string_view type, bencode::cursor& at);

    document::parts* into_;
    std::string_view announce_;
    bool utf8_comment_ = false;
    bool utf8_creator_ = false;
};

/// Strings of 20 bytes, in hex; for key similar (BEP 38).
void read_similar(bencode::cursor& at, document::parts& into);
/// For key collections (BEP 38).
void read_collections(bencode::cursor& at, document::parts& into);

/// Key piece layers: each is as long as its file wants and leads to its root. Throws refusal.
void check_layers(document::parts& of, std::string_view layers);

}  // namespace bt::torrent
