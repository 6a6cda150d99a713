#include "halves.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace bt::torrent {
namespace {

/// What has to agree; a file without bytes and padding agree with any other such.
struct place {
    std::uint64_t path = 0;  ///< its hash
    std::int64_t size = 0;
    std::int64_t offset = 0;
    friend bool operator==(place const&, place const&) = default;
};

struct half {
    std::vector<place> places;
    std::int64_t end = 0;
    std::int64_t last = -1;  ///< index of the last file with bytes

    void add(found_file const& file)
    {
        end = file.offset + file.size;
        if (file.is_pad || file.size == 0) {
            places.emplace_back();
            return;
        }
        last = file.index;
        places.push_back({std::hash<std::string_view>{}(file.path), file.size, file.offset});
    }
};

}  // namespace

void match_halves(file_source& of)
{
    half two;
    half one;
    walk_v2(of, [&](found_file const& file) { two.add(file); });
    walk_v1(of, [&](found_file const& file) { one.add(file); });
    if (two.places.size() == one.places.size() + 1 && two.last >= 0) {
        auto const last = static_cast<std::size_t>(two.last);
        auto const& file = two.places[last];
        if (last + 1 < two.places.size() && file.offset + file.size < two.end) {
            of.unpadded = two.last;
            two.end = file.offset + file.size;
            two.places.erase(two.places.begin() + two.last + 1);
        }
    }
    if (two.end == one.end && two.places == one.places) return;
    auto const at = static_cast<std::size_t>(of.tree.data() - of.begin);
    refuse_key("info.file tree", "not the same files as in the v1 half", at);
}

}  // namespace bt::torrent
