#include "metadata.hpp"

#include <bt/base/file.hpp>
#include <bt/record/result.hpp>

#include <bt-add/selection.hpp>

namespace bt_add {

void print_files(
    bt::torrent::contents const& what,
    std::string const& key,
    options const& given,
    bt::cli::teller& tell)
{
    auto const levels = choose_files(what, given, {});
    for (auto file : what.files) {
        if (file.pad_file || levels[static_cast<std::size_t>(file.index)] == 0) continue;
        file.torrent = key;
        tell.write()(file);
    }
}

void save_metadata(
    std::string const& bytes, std::string const& key, options const& given, bt::cli::teller& tell)
{
    if (given.output == "-") {
        tell.raw(bytes);
        return;
    }
    auto const name = key + ".torrent";
    auto path = given.output;
    if (path.empty() || path.ends_with('/')) {
        if (!path.empty()) bt::ensure_folder(path);
        path += name;
    }
    bt::write_atomically(path, bytes, {.replace = given.force});
    tell.result(path);
    if (tell.is_json())
        tell.write()(bt::record::torrent_saved{
            .torrent = key, .path = path, .size = static_cast<std::int64_t>(bytes.size())});
}

}  // namespace bt_add
