#include "stream.hpp"

#include <algorithm>
#include <utility>

namespace bt_add {
namespace {

constexpr std::size_t most_queued = 16 * 1024 * 1024;
constexpr std::int64_t most_asked = 8 * 1024 * 1024;

}  // namespace

stream::stream(stream_request request)
    : request_{std::move(request)}
    , output_{request_.fd, request_.on_change}
    , have_(static_cast<std::size_t>(request_.what->num_pieces))
{
    auto const push = [this](chunk bytes) { output_.push(std::move(bytes)); };
    form_ = request_.tar ? tar_form(push, request_.mtime) : plain_form(push);
    if (!request_.parts.empty()) at_ = request_.parts.front().from;
}

void stream::have(std::vector<bool> const& pieces)
{
    for (std::size_t at = 0; at < std::min(pieces.size(), have_.size()); ++at)
        if (pieces[at]) have_[at] = true;
}

void stream::have(int piece)
{
    if (piece >= 0 && static_cast<std::size_t>(piece) < have_.size())
        have_[static_cast<std::size_t>(piece)] = true;
}

void stream::on_piece(bt::session::piece_content const& content)
{
    asked_.erase(content.piece);
    if (!content.trouble.empty())
        read_trouble_ = content.trouble;
    else
        ready_[content.piece] = content;
}

/// Asks for the next pieces that are here, as long as they are few.
void stream::ask()
{
    auto const length = request_.what->piece_length;
    auto const most = static_cast<std::size_t>(std::max<std::int64_t>(most_asked / length, 1));
    auto part = part_;
    auto at = at_;
    while (part < request_.parts.size() && asked_.size() + ready_.size() < most) {
        auto const& each = request_.parts[part];
        if (at >= each.to) {
            ++part;
            if (part < request_.parts.size()) at = request_.parts[part].from;
            continue;
        }
        auto const place = place_of(*request_.what, each.file, at);
        if (!have_[static_cast<std::size_t>(place.piece)]) return;
        if (!asked_.contains(place.piece) && !ready_.contains(place.piece)) {
            asked_.insert(place.piece);
            request_.read_piece(place.piece);
        }
        at += length - place.offset;
    }
}

/// One step; false if there is nothing to do now.
bool stream::pass_on()
{
    if (part_ >= request_.parts.size()) return false;
    auto const& part = request_.parts[part_];
    if (!std::exchange(begun_, true))
        form_->begin(
            request_.what->files[static_cast<std::size_t>(part.file)], part.to - part.from);
    if (at_ >= part.to) {
        ++part_;
        begun_ = false;
        if (part_ < request_.parts.size()) at_ = request_.parts[part_].from;
        return true;
    }
    if (output_.queued_bytes() >= most_queued) return false;
    auto const place = place_of(*request_.what, part.file, at_);
    auto const found = ready_.find(place.piece);
    if (found == ready_.end()) return false;
    auto const& content = found->second;
    auto const left = static_cast<std::int64_t>(content.size) - place.offset;
    auto const size = std::min(left, part.to - at_);
    if (size <= 0) {
        read_trouble_ = "it is shorter than it should be";
        return false;
    }
    form_->data(
        {.data = content.data,
         .from = static_cast<std::size_t>(place.offset),
         .size = static_cast<std::size_t>(size)});
    at_ += size;
    passed_ += size;
    // The rest of the piece may be the next file's.
    auto const next = part_ + 1;
    bool const needed_again = at_ >= part.to && next < request_.parts.size()
        && request_.parts[next].to > request_.parts[next].from
        && place_of(*request_.what, request_.parts[next].file, request_.parts[next].from).piece
            == place.piece;
    if (!needed_again) ready_.erase(found);
    return true;
}

void stream::take_turn()
{
    if (finished_ || trouble() != 0 || !read_trouble_.empty()) return;
    while (pass_on()) {
    }
    if (part_ >= request_.parts.size()) {
        finished_ = true;
        ready_.clear();
        form_->finish();
        return;
    }
    ask();
}

bool stream::is_done() const
{
    return finished_ && trouble() == 0 && output_.queued_bytes() == 0;
}

}  // namespace bt_add
