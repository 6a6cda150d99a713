#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

bt::torrent::edit_request fixed_request()
{
    bt::torrent::edit_request request;
    request.trackers.remove = {"http://*"};
    request.trackers.replace = {{"udp://a", "udp://b"}};
    request.trackers.add = {{"udp://t:1", 0}, {"udp://u:1", 0}, {"udp://v:1", 1}};
    request.web_seeds.remove = {"*old*"};
    request.web_seeds.add = {"http://w/"};
    request.http_seeds.clear = true;
    request.dht_nodes.add = {{"n", 1}};
    request.comment.set = "c";
    request.created_by.remove = true;
    request.creation_date.set = 1;
    request.patch = bt::torrent::parse_patch(
        R"({"x":{"y":{"z":1},"gone":null}})", bt::torrent::name_patch::refused);
    return request;
}

void expect(bool holds)
{
    if (!holds) std::abort();
}

bool is_settled(std::string const& bytes, bt::torrent::edit_request const& request)
try {
    return bt::torrent::edit(bytes, "input", request).bytes == bytes;
} catch (bt::error const&) {
    return false;
}

}  // namespace

/// Whatever the bytes are: they are refused, or what becomes of them is bencoding with the same
/// info dictionary and the same end, and the same request again changes nothing.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static auto const request = fixed_request();
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    try {
        expect(bt::torrent::edit(bytes, "input", {}).bytes == bytes);
        auto const once = bt::torrent::edit(bytes, "input", request);
        auto const before = bt::bencode::check(bytes);
        auto const after = bt::bencode::check(once.bytes);
        expect(!after.wrong);
        expect(once.bytes.substr(after.size) == bytes.substr(before.size));
        expect(bt::bencode::find(once.bytes, "info") == bt::bencode::find(bytes, "info"));
        expect(once.before == once.after);
        expect(once.changes.empty() == (once.bytes == bytes));
        expect(is_settled(once.bytes, request));
    } catch (bt::error const&) {
    }
    return 0;
}
