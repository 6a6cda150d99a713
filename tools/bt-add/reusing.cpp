#include <bt/base/file.hpp>
#include <bt/record/result.hpp>
#include <bt/torrent/reuse/at_hand.hpp>

#include <fmt/format.h>

#include <bt-add/downloads.hpp>
#include <bt-add/print.hpp>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

/// --reuse, and what an older torrent left: what is here under another path need not come.
namespace bt_add {
namespace {

/// A name that somebody gave leads nowhere but into the folder.
bool is_one_element(std::string_view name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

}  // namespace

void downloads::reuse(
    bt::torrent::metainfo const& what,
    bt::session::add_request const& how,
    older_torrents const& instead_of)
{
    if (!given_->keeps_data() || given_->wants_metadata_alone()) return;
    auto places = given_->reuse;
    for (auto const& each : instead_of) {
        // One of the same name is fetched over.
        bool const is_elsewhere = each.name != what.name() && is_one_element(each.name);
        auto place = bt::join_path(how.save_path, each.name);
        if (is_elsewhere && std::filesystem::exists(place)) places.push_back(std::move(place));
    }
    if (places.empty()) return;
    // How far it came is known, and libtorrent would not look at what is new.
    if (how.resume) return;
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    auto const key = what.key();
    bt::torrent::copy_what_is_at_hand(
        {.what = &what,
         .save_path = how.save_path,
         .levels = how.file_priorities,
         .places = places},
        [&](bt::torrent::file_at_hand const& file) {
            ++count;
            bytes += file.size;
            if (tell_->is_json())
                tell_->write()(bt::record::file_reused{
                    .torrent = key, .path = file.path, .from = file.from, .size = file.size});
        },
        interrupt_.token());
    if (count > 0)
        tell_->remark(fmt::format(
            "{} of {} {} here already: {} bytes",
            count == 1 ? "a file" : fmt::format("{} files", count),
            what.name(),
            count == 1 ? "was" : "were",
            bytes));
}

}  // namespace bt_add
