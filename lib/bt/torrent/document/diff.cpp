#include "diff.hpp"

#include <bt/base/text.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/to_json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bt::torrent {
namespace {

using values = std::map<std::string_view, std::string_view>;

values values_of(std::string_view dictionary)
{
    values all;
    bencode::cursor at{dictionary};
    for (at.enter(); !at.leave();) {
        auto const key = at.string();
        all.emplace(key, at.skip());
    }
    return all;
}

std::optional<std::string> shown(std::string_view value)
{
    constexpr std::size_t most_bytes = 1024;
    if (value.size() > most_bytes) return std::nullopt;
    return bencode::to_json(value);
}

void compare_keys(values const& a, values const& b, std::string_view prefix, document_diff& into)
{
    auto const add = [&](std::string_view key, std::string_view change) -> record::key_diff& {
        auto name = std::string{prefix} + to_utf8(key);
        into.summary.keys.push_back(name);
        into.keys.push_back({std::move(name), std::string{change}, {}, {}});
        return into.keys.back();
    };
    for (auto const& [key, value] : a) {
        auto const other = b.find(key);
        if (other != b.end() && other->second == value) continue;
        // The info dictionary is compared key by key.
        if (prefix.empty() && key == "info" && other != b.end()) continue;
        auto& found = add(key, other == b.end() ? "removed" : "changed");
        found.a = shown(value);
        if (other != b.end()) found.b = shown(other->second);
    }
    for (auto const& [key, value] : b)
        if (!a.contains(key)) add(key, "added").b = shown(value);
}

struct side {
    struct entry {
        std::int64_t size = 0;
        std::int64_t offset = 0;
        std::string root;
        std::string link;
        friend bool operator==(entry const&, entry const&) = default;
    };
    std::map<std::string, entry> files;

    bool has_roots = false;

    explicit side(document const& of)
        : has_roots{of.facts().info_hash_v2.has_value()}
    {
        of.for_each_file([&](record::file const& file) {
            if (file.pad_file) return;
            // The folder is the torrent's name, which is a matter of its own.
            auto const slash = file.path.find('/');
            auto path = file.path.substr(slash == std::string::npos ? 0 : slash + 1);
            entry found{file.size, file.offset, file.root.value_or(""), file.symlink.value_or("")};
            if (auto const cut = found.link.find('/'); cut != std::string::npos)
                found.link.erase(0, cut + 1);
            files.emplace(std::move(path), std::move(found));
        });
    }
};

bool differs(side::entry const& a, side::entry const& b, bool by_root)
{
    return a.size != b.size || a.link != b.link || (by_root && a.root != b.root);
}

void compare_files(side const& a, side const& b, document_diff& into)
{
    bool const by_root = a.has_roots && b.has_roots;
    for (auto const& [path, file] : a.files) {
        auto const other = b.files.find(path);
        if (other == b.files.end())
            into.files.push_back({path, "removed", file.size, {}});
        else if (differs(file, other->second, by_root))
            into.files.push_back({path, "changed", file.size, other->second.size});
    }
    for (auto const& [path, file] : b.files)
        if (!a.files.contains(path)) into.files.push_back({path, "added", {}, file.size});
    into.summary.num_files_differ = static_cast<std::int64_t>(into.files.size());
}

bool same_places(side const& a, side const& b)
{
    return std::ranges::equal(a.files, b.files, [](auto const& x, auto const& y) {
        return x.first == y.first && (x.second.size == 0 || x.second.offset == y.second.offset);
    });
}

void compare_content(
    document const& a,
    document const& b,
    side const& in_a,
    side const& in_b,
    record::torrent_diff& into)
{
    if (into.num_files_differ > 0) {
        into.same_content = false;
        into.reason = in_a.has_roots && in_b.has_roots ? "paths, sizes and roots of the files"
                                                       : "paths and sizes of the files";
        return;
    }
    if (in_a.has_roots && in_b.has_roots) {
        into.same_content = true;
        into.reason = "roots of the files (BEP 52)";
        return;
    }
    bool const both_v1 = !a.piece_hashes().empty() && !b.piece_hashes().empty();
    if (!both_v1) {
        into.reason = "not comparable: one has v1 hashes, the other v2";
    } else if (a.facts().piece_length != b.facts().piece_length) {
        into.reason = "not comparable: the piece lengths differ";
    } else if (!same_places(in_a, in_b)) {
        into.reason = "not comparable: the files lie in another order";
    } else {
        into.same_content = a.piece_hashes() == b.piece_hashes();
        into.reason = "piece hashes (BEP 3)";
    }
}

}  // namespace

document_diff diff(document const& a, document const& b)
{
    document_diff out;
    out.summary.same_bytes = a.bytes() == b.bytes();
    out.summary.same_info = a.info() == b.info();
    compare_keys(values_of(a.bytes()), values_of(b.bytes()), "", out);
    compare_keys(values_of(a.info()), values_of(b.info()), "info.", out);
    side const in_a{a};
    side const in_b{b};
    compare_files(in_a, in_b, out);
    compare_content(a, b, in_a, in_b, out.summary);
    return out;
}

}  // namespace bt::torrent
