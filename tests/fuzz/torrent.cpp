#include <bt/base/error.hpp>
#include <bt/record/render.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/document/diff.hpp>
#include <bt/torrent/document/pieces.hpp>
#include <bt/torrent/lint/lint.hpp>
#include <bt/torrent/load.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

/// No path leaves the save folder.
void check(bt::record::file const& file)
{
    auto const inside = "/" + file.path + "/";
    if (inside.find("/../") != std::string::npos || inside.find("/./") != std::string::npos
        || inside.find("//") != std::string::npos)
        std::abort();
    (void)bt::record::to_json(file);
}

}  // namespace

/// Whatever the bytes are, they are refused, or every view of them has something to say.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string const bytes{reinterpret_cast<char const*>(data), size};
    try {
        auto const what = bt::torrent::parse_document(bytes, "input", {.pieces = 10'000});
        (void)bt::record::to_json(bt::torrent::describe(what));
        what.for_each_file(check);
        bt::torrent::for_each_piece(
            what, [](bt::record::piece const& piece) { (void)bt::record::to_json(piece); });
        bt::torrent::lint(what, 0, [](bt::record::lint_finding const& finding, auto) {
            (void)bt::record::to_json(finding);
        });
        if (!bt::torrent::diff(what, what).files.empty()) std::abort();
    } catch (bt::error const&) {
        return 0;
    }
    try {
        (void)bt::torrent::parse_torrent(bytes, "input", {.pieces = 10'000});
    } catch (bt::error const&) {
    }
    return 0;
}
