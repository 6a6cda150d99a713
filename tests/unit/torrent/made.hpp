#pragma once

#include <bt/digest/digest.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/verify/verify.hpp>

#include <libtorrent/create_torrent.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bt::test {

/// The torrent that libtorrent makes of a folder.
inline std::string made_of(std::string const& path, lt::create_flags_t flags, int piece_length)
{
    lt::file_storage files;
    lt::add_files(files, path, flags);
    lt::create_torrent torrent{files, piece_length, flags};
    lt::set_piece_hashes(torrent, std::filesystem::path{path}.parent_path().string());
    auto const bytes = torrent.generate_buf();
    return {bytes.begin(), bytes.end()};
}

inline std::string text(std::string_view bytes)
{
    return std::to_string(bytes.size()) + ":" + std::string{bytes};
}

/// One entry of a v1 file list.
struct v1_file {
    std::string name;
    std::string content;
    char attribute = 0;  ///< p: a pad file, whatever its content; l: a link to `content`
};

/// A v1 torrent called "t" of files in one folder, as a stranger may write it.
inline std::string written(std::vector<v1_file> const& files, std::size_t piece_length)
{
    std::string list;
    std::string all;
    for (auto const& file : files) {
        bool const link = file.attribute == 'l';
        list += "d";
        if (file.attribute != 0) list += "4:attr1:" + std::string(1, file.attribute);
        list += "6:lengthi" + std::to_string(link ? 0 : file.content.size()) + "e";
        list += "4:pathl" + text(file.name) + "e";
        if (link) list += "12:symlink pathl" + text(file.content) + "e";
        list += "e";
        if (!link)
            all += file.attribute == 'p' ? std::string(file.content.size(), '\0') : file.content;
    }
    std::string pieces;
    for (std::size_t at = 0; at < all.size(); at += piece_length) {
        auto const part = all.substr(at, piece_length);
        auto const hash = digest::sha1(part);
        pieces.append(hash.begin(), hash.end());
    }
    return "d4:infod5:filesl" + list + "e4:name1:t12:piece lengthi" + std::to_string(piece_length)
        + "e6:pieces" + text(pieces) + "ee";
}

using verdicts = std::map<std::string, std::string>;

/// Path to verdict.
inline verdicts told(torrent::verify_report const& report)
{
    verdicts all;
    report.for_each_file([&](record::file_check const& file) { all[file.path] = file.verdict; });
    return all;
}

inline record::file_check told_of(torrent::verify_report const& report, std::string_view path)
{
    record::file_check found;
    report.for_each_file([&](record::file_check const& file) {
        if (file.path == path) found = file;
    });
    return found;
}

}  // namespace bt::test
