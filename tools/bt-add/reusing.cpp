#include <bt/record/result.hpp>
#include <bt/torrent/reuse/at_hand.hpp>

#include <fmt/format.h>

#include <bt-add/downloads.hpp>
#include <bt-add/print.hpp>
#include <cstdint>

/// --reuse: what is here under another path need not come.
namespace bt_add {

void downloads::reuse(bt::torrent::metainfo const& what, bt::session::add_request const& how)
{
    if (given_->reuse.empty() || !given_->keeps_data() || given_->wants_metadata_alone()) return;
    // How far it came is known, and libtorrent would not look at what is new.
    if (how.resume) return;
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    auto const key = what.key();
    bt::torrent::copy_what_is_at_hand(
        {.what = &what,
         .save_path = how.save_path,
         .levels = how.file_priorities,
         .places = given_->reuse},
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
