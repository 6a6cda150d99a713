#include "metainfo_patch.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace bt::torrent {
namespace {

constexpr std::size_t file_cap = 16UL * 1024 * 1024;

using bencode::patch_entry;

[[noreturn]] void refuse(std::string_view key, std::string_view why)
{
    fail(exit_code::usage, "merge", key, why);
}

void check_info(std::vector<patch_entry> const& info, name_patch name)
{
    constexpr std::array held{
        "file tree", "files", "length", "meta version", "piece length", "pieces"};
    for (auto const& entry : info) {
        bool const is_name = name == name_patch::refused && entry.key == "name";
        if (is_name || std::ranges::find(held, entry.key) != held.end())
            refuse("info." + entry.key, "it follows from the content");
    }
}

}  // namespace

metainfo_patch parse_patch(std::string_view json, name_patch name)
{
    metainfo_patch result{.top = bencode::parse_merge_patch(json), .info = {}};
    if (std::ranges::find(result.top, "piece layers", &patch_entry::key) != result.top.end())
        refuse("piece layers", "it follows from the content");
    auto const info = std::ranges::find(result.top, "info", &patch_entry::key);
    if (info == result.top.end()) return result;
    if (info->what != patch_entry::action::merge) refuse("info", "it is not an object");
    result.info = std::move(info->inside);
    result.top.erase(info);
    check_info(result.info, name);
    return result;
}

metainfo_patch patch_of(std::vector<std::string> const& arguments, name_patch name)
{
    metainfo_patch all;
    for (auto const& argument : arguments) {
        auto patch = parse_patch(
            argument.starts_with('@') ? read_file(argument.substr(1), {"read JSON", file_cap})
                                      : argument,
            name);
        std::ranges::move(patch.top, std::back_inserter(all.top));
        std::ranges::move(patch.info, std::back_inserter(all.info));
    }
    return all;
}

}  // namespace bt::torrent
