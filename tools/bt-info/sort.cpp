#include "sort.hpp"

#include <algorithm>
#include <array>

namespace bt_info {
namespace {

constexpr std::array file_keys{"index", "path", "size"};
constexpr std::array torrent_keys{"name", "size", "date", "files"};

bool is_one_of(std::string_view key, auto const& keys)
{
    return std::ranges::find(keys, key) != keys.end();
}

template <class T>
bool before(std::optional<T> const& a, std::optional<T> const& b, bool descending)
{
    if (!a || !b) return a.has_value() && !b.has_value();
    return descending ? *b < *a : *a < *b;
}

}  // namespace

bool order::is_for_files() const
{
    return is_one_of(key, file_keys);
}

bool order::is_for_torrents() const
{
    return is_one_of(key, torrent_keys);
}

bool order::operator()(bt::record::file const& a, bt::record::file const& b) const
{
    auto const& [first, second] = descending ? std::tie(b, a) : std::tie(a, b);
    if (key == "size") return first.size < second.size;
    if (key == "path") return first.path < second.path;
    return first.index < second.index;
}

bool order::operator()(bt::record::torrent_info const& a, bt::record::torrent_info const& b) const
{
    if (key == "size") return before(a.total_size, b.total_size, descending);
    if (key == "date") return before(a.creation_date, b.creation_date, descending);
    if (key == "files") return before(a.num_files, b.num_files, descending);
    return before(a.name, b.name, descending);
}

std::optional<order> parse_order(std::string_view text)
{
    constexpr std::string_view turned = ":desc";
    order out{text};
    if (text.ends_with(turned)) {
        out.descending = true;
        out.key.remove_suffix(turned.size());
    }
    if (!out.is_for_files() && !out.is_for_torrents()) return std::nullopt;
    return out;
}

}  // namespace bt_info
