#include "verify_check.hpp"

#include <bt/base/beneath.hpp>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace bt::torrent {
namespace {

/// Where a link leads, both below the save path, without a look at the disk.
std::string resolved(std::string const& link, std::string const& text)
{
    namespace fs = std::filesystem;
    auto path = (fs::path{link}.parent_path() / text).lexically_normal().string();
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

}  // namespace

struct checker::node {
    bad_hash found;
    node* next = nullptr;
};

checker::checker(verify_plan& plan, content_place const& place, bool stops_early)
    : plan_{&plan}
    , place_{&place}
    , stops_early_{stops_early}
    , states_(plan.size())
{
}

checker::~checker()
{
    for (auto* each = bad_.load(); each != nullptr;) {
        std::unique_ptr<node> const done{each};
        each = done->next;
    }
}

bool checker::look(unsigned threads, std::stop_token const& stop)
{
    in_shares(plan_->size(), threads, [&](std::size_t from, std::size_t to) {
        looker with{*place_};
        for (auto entry = from; entry < to && !stop.stop_requested(); ++entry)
            if (plan_->is_needed(entry)) look_at(entry, with);
    });
    return !stop.stop_requested();
}

void checker::look_at(std::size_t entry, looker& with)
{
    if (plan_->is_link(entry)) {
        look_at_link(entry, with);
        return;
    }
    struct stat facts {};
    auto const reason = with.look(place_->path_of(plan_->path(entry)), facts);
    if (reason != 0) {
        note(entry, reason);
        return;
    }
    if (!S_ISREG(facts.st_mode)) note(entry, irregular);
    states_[entry].stamp = stamp_from(facts);
}

void checker::look_at_link(std::size_t entry, looker& with)
{
    auto const path = plan_->path(entry);
    std::string text;
    auto const reason = with.read_link(place_->path_of(path), text);
    if (reason != 0)
        note(entry, reason == EINVAL ? not_a_link : reason);
    else if (resolved(path, text) != resolved({}, plan_->link_target(entry)))
        note(entry, points_elsewhere);
    else
        states_[entry].stamp.size = 0;
}

bool checker::has_seen_bad() const
{
    for (std::size_t entry = 0; entry < plan_->size(); ++entry)
        if (plan_->is_selected(entry)
            && (states_[entry].trouble != 0 || states_[entry].stamp.size != plan_->bytes(entry)))
            return true;
    return false;
}

bool checker::prepare()
{
    auto const pieces = plan_->space().pieces();
    readable_.resize(static_cast<std::size_t>(pieces));
    for (std::int64_t piece = 0; piece < pieces; ++piece)
        readable_[static_cast<std::size_t>(piece)] = plan_->is_wanted(piece);
    for (std::size_t entry = 0; entry < plan_->size(); ++entry) {
        auto const& state = states_[entry];
        auto const size = plan_->bytes(entry);
        auto const there = state.trouble != 0 ? 0 : state.stamp.size;
        if (size == 0 || there >= size || !plan_->is_needed(entry)) continue;
        auto const from = (plan_->space().offsets[entry] + std::max<std::int64_t>(there, 0))
            / plan_->space().piece_length;
        for (auto piece = from; piece <= plan_->last_piece(entry); ++piece)
            readable_[static_cast<std::size_t>(piece)] = false;
    }
    if (plan_->has_v1()) v1_.resize(readable_.size());
    if (plan_->has_v2()) v2_.resize(readable_.size());
    return std::ranges::find(readable_, true) != readable_.end();
}

void checker::look_again(unsigned threads)
{
    in_shares(plan_->size(), threads, [this](std::size_t from, std::size_t to) {
        looker with{*place_};
        for (auto entry = from; entry < to; ++entry) {
            auto const& before = states_[entry];
            if (before.trouble != 0 || before.stamp.size < 0 || plan_->is_link(entry)) continue;
            if (!plan_->is_needed(entry)) continue;
            struct stat facts {};
            auto const reason = with.look(place_->path_of(plan_->path(entry)), facts);
            if (reason != 0 || stamp_from(facts) != before.stamp) note(entry, changed);
        }
    });
    for (std::size_t entry = 0; entry < plan_->size(); ++entry)
        if (states_[entry].trouble == changed) forget(entry);
}

void checker::forget(std::size_t entry)
{
    if (plan_->bytes(entry) == 0) return;
    for (auto piece = plan_->first_piece(entry); piece <= plan_->last_piece(entry); ++piece) {
        auto const slot = static_cast<std::size_t>(piece);
        if (!v1_.empty()) v1_[slot] = piece_state::unknown;
        if (!v2_.empty()) v2_[slot] = piece_state::unknown;
    }
}

std::vector<bad_hash> checker::bad_hashes() const
{
    std::vector<bad_hash> all;
    for (auto const* each = bad_.load(); each != nullptr; each = each->next)
        if ((each->found.is_v2 ? v2(each->found.piece) : v1(each->found.piece)) == piece_state::bad)
            all.push_back(each->found);
    std::ranges::sort(all, [](bad_hash const& a, bad_hash const& b) {
        return a.piece != b.piece ? a.piece < b.piece : a.is_v2 < b.is_v2;
    });
    return all;
}

bool checker::wants(std::int64_t piece)
{
    return readable_[static_cast<std::size_t>(piece)] && !stopped_.load(std::memory_order_relaxed);
}

unique_fd checker::open(std::size_t file)
{
    auto const& state = states_[file];
    if (state.trouble != 0) return {};
    auto opened = open_beneath(
        place_->folder(),
        place_->path_of(plan_->path(file)),
        O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (!opened) {
        bool const gone = errno == ENOENT || errno == ENOTDIR;
        note(file, gone ? static_cast<int>(changed) : errno);
        return {};
    }
    struct stat facts {};
    if (::fstat(opened.get(), &facts) != 0 || stamp_from(facts) != state.stamp) {
        note(file, changed);
        return {};
    }
    return opened;
}

void checker::unreadable(std::size_t file, std::int64_t /*offset*/, int reason)
{
    note(file, reason == 0 ? static_cast<int>(changed) : reason);
}

void checker::note(std::size_t entry, int trouble)
{
    int none = 0;
    states_[entry].trouble.compare_exchange_strong(none, trouble);
    if (stops_early_ && plan_->is_selected(entry)) stopped_ = true;
}

void checker::hashed_v1(std::int64_t piece, digest::sha1_digest const& hash)
{
    bad_hash found{.piece = piece};
    std::ranges::copy(hash, found.hash.begin());
    settle(v1_, found, plan_->expected_v1(piece));
}

void checker::hashed_v2(std::size_t file, std::int64_t piece, digest::sha256_digest const& hash)
{
    auto const number = plan_->first_piece(file) + piece;
    settle(v2_, {number, true, hash}, plan_->expected_v2(file, piece));
}

void checker::settle(std::vector<piece_state>& all, bad_hash const& found, char const* expected)
{
    if (expected == nullptr) return;
    auto& state = all[static_cast<std::size_t>(found.piece)];
    auto const length = found.is_v2 ? sizeof(sha256_digest) : sizeof(digest::sha1_digest);
    if (std::memcmp(found.hash.data(), expected, length) == 0) {
        state = piece_state::ok;
        return;
    }
    state = piece_state::bad;
    auto added = std::make_unique<node>(node{found, bad_.load(std::memory_order_relaxed)});
    while (!bad_.compare_exchange_weak(
        added->next, added.get(), std::memory_order_release, std::memory_order_relaxed)) {
    }
    (void)added.release();
    if (stops_early_) stopped_ = true;
}

}  // namespace bt::torrent
