#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <bt-add/downloads.hpp>
#include <bt-add/selection.hpp>
#include <cerrno>
#include <ctime>
#include <system_error>

/// --cat and --tar: content on its way to a reader while it is fetched.
namespace bt_add {

using bt::exit_code;

namespace {

// How far the content on the disk may be ahead of the reader.
constexpr std::int64_t most_ahead = 256 * 1024 * 1024;
// Enough to keep peers from giving up on us while the reader takes its time.
constexpr std::int64_t least_rate = 16 * 1024;

}  // namespace

/// What differs from the levels of the files.
std::vector<std::pair<int, int>> downloads::piece_levels(job const& of) const
{
    auto const& what = *of.contents();
    if (!given_->range.empty())
        return unneeded_pieces(what, plan_stream(what, of.levels(), *given_));
    if (given_->first_last) return ends_of(what, of.levels());
    return {};
}

void downloads::on_piece(bt::session::torrent_id id, bt::session::piece_content const& content)
{
    if (service_) service_->on_piece(id, content);
    if (!stream_ || streamed_ == nullptr || streamed_->id() != id) return;
    stream_->on_piece(content);
    stream_turn();
}

void downloads::begin_stream(job& of)
{
    if (!given_->streams() || stream_) return;
    streamed_ = &of;
    stream_ = std::make_unique<stream>(stream_request{
        .what = &*of.contents(),
        .parts = plan_stream(*of.contents(), of.levels(), *given_),
        .fd = archive_ ? archive_->fd() : STDOUT_FILENO,
        .tar = !given_->tar.empty(),
        .mtime = of.creation_date.value_or(std::time(nullptr)),
        .read_piece = [this, id = of.id()](int piece) { session_->read_piece(id, piece); },
        .on_change = [this] { session_->post([this] { stream_turn(); }); }});
}

void downloads::stream_turn()
{
    if (!stream_ || streamed_->end()) return;
    stream_->take_turn();
    if (auto const reason = stream_->trouble(); reason != 0) {
        if (reason == EPIPE && !archive_) {
            reader_left_ = true;
            on_stop_request();
            return;
        }
        auto const why = std::error_code{reason, std::generic_category()}.message();
        auto const where = archive_ ? given_->tar : std::string{"standard output"};
        streamed_->finish(
            {exit_code::no_output, "no_output", fmt::format("cannot write {}: {}", where, why)},
            now());
        settle(*streamed_);
    } else if (!stream_->read_trouble().empty()) {
        streamed_->fail("file_error", exit_code::io, stream_->read_trouble(), now());
        settle(*streamed_);
    } else if (stream_->is_done()) {
        close_up(*streamed_);
    } else {
        pace();
    }
}

/// A reader that takes its time slows down the peers, not to a halt: they would leave.
void downloads::pace()
{
    if (!stream_ || streamed_->end()) return;
    auto const ahead = streamed_->status().total_wanted_done - stream_->passed_bytes();
    bool const hold = held_back_ ? ahead > most_ahead / 2 : ahead > most_ahead;
    if (hold == held_back_) return;
    held_back_ = hold;
    streamed_->hold_back(hold);
    session_->set_down_limit(
        streamed_->id(), hold ? least_rate : given_->torrent.down_bytes_per_second);
}

}  // namespace bt_add
