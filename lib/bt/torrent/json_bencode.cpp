#include "json_bencode.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/bencode/writer.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <map>

namespace bt::torrent {
namespace {

using nlohmann::json;

constexpr std::string_view doing = "merge";
constexpr std::string_view raw_key = "$base64";

void append(bencode::writer& out, json const& value, std::string const& where);

void append_bytes(bencode::writer& out, json const& encoded, std::string const& where)
{
    if (encoded.is_string())
        if (auto const bytes = from_base64(encoded.get_ref<std::string const&>())) {
            out.string(*bytes);
            return;
        }
    fail(exit_code::usage, doing, where, "its $base64 is not base64");
}

void append_object(bencode::writer& out, json const& object, std::string const& where)
{
    if (object.size() == 1 && object.begin().key() == raw_key) {
        append_bytes(out, object.begin().value(), where);
        return;
    }
    // nlohmann's objects are maps of std::string, which is the order of bencoding.
    out.dictionary();
    for (auto const& [key, value] : object.items()) {
        out.string(key);
        append(out, value, where + "." + key);
    }
    out.end();
}

void append(bencode::writer& out, json const& value, std::string const& where)
{
    if (value.is_string()) {
        out.string(value.get_ref<std::string const&>());
    } else if (value.is_number_unsigned()) {
        out.raw("i" + std::to_string(value.get<std::uint64_t>()) + "e");
    } else if (value.is_number_integer()) {
        out.integer(value.get<std::int64_t>());
    } else if (value.is_array()) {
        out.list();
        for (auto const& each : value)
            append(out, each, where);
        out.end();
    } else if (value.is_object()) {
        append_object(out, value, where);
    } else {
        fail(
            exit_code::usage,
            doing,
            where,
            "bencoding has only strings, whole numbers, lists and dictionaries");
    }
}

bool is_content(std::string_view key)
{
    constexpr std::array held{
        "file tree", "files", "length", "meta version", "name", "piece length", "pieces"};
    return std::ranges::find(held, key) != held.end();
}

std::vector<patch_entry> entries_of(json const& object, std::string const& where)
{
    std::vector<patch_entry> entries;
    for (auto const& [key, value] : object.items()) {
        auto& entry = entries.emplace_back(patch_entry{key, std::nullopt});
        if (value.is_null()) continue;
        bencode::writer out;
        append(out, value, where + key);
        entry.value = out.take();
    }
    return entries;
}

}  // namespace

metainfo_patch parse_patch(std::string_view text)
{
    auto patch = json::parse(text, nullptr, false);
    if (!patch.is_object()) fail(exit_code::usage, doing, text, "it is not a JSON object");
    metainfo_patch result;
    if (auto const info = patch.find("info"); info != patch.end()) {
        if (!info->is_object()) fail(exit_code::usage, doing, "info", "it is not an object");
        for (auto const& [key, value] : info->items())
            if (is_content(key))
                fail(exit_code::usage, doing, "info." + key, "it follows from the content");
        result.info = entries_of(*info, "info.");
        patch.erase(info);
    }
    if (patch.contains("piece layers"))
        fail(exit_code::usage, doing, "piece layers", "it follows from the content");
    result.top = entries_of(patch, "");
    return result;
}

}  // namespace bt::torrent
