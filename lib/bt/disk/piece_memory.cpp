#include "piece_memory.hpp"

namespace bt::disk {

piece_memory::entry& piece_memory::at(int piece)
{
    auto const index = static_cast<std::size_t>(piece);
    if (index >= pieces_.size()) pieces_.resize(index + 1);
    return pieces_[index];
}

std::uint32_t piece_memory::changes(int file) const
{
    std::lock_guard const lock{mutex_};
    auto const found = changes_.find(file);
    return found == changes_.end() ? 0 : found->second;
}

void piece_memory::note_change(int file)
{
    std::lock_guard const lock{mutex_};
    ++changes_[file];
    has_changes_ = true;
}

void piece_memory::remember(int piece, fingerprint const& hash, std::uint32_t changes_before)
{
    std::lock_guard const lock{mutex_};
    at(piece) = {.hash = hash, .seen = changes_before, .is_known = true, .is_wrong = false};
}

void piece_memory::mark_wrong(int piece, std::uint32_t changes_before)
{
    std::lock_guard const lock{mutex_};
    auto& what = at(piece);
    what.seen = changes_before;
    what.is_wrong = true;
}

piece_memory::standing piece_memory::of(int piece, std::uint32_t changes) const
{
    std::lock_guard const lock{mutex_};
    if (changes == 0) return standing::sure;
    auto const index = static_cast<std::size_t>(piece);
    if (index >= pieces_.size() || !pieces_[index].is_known) return standing::unknown;
    auto const& what = pieces_[index];
    if (what.seen < changes) return standing::doubtful;
    return what.is_wrong ? standing::wrong : standing::sure;
}

std::optional<piece_memory::fingerprint> piece_memory::recall(int piece) const
{
    std::lock_guard const lock{mutex_};
    auto const index = static_cast<std::size_t>(piece);
    if (index >= pieces_.size() || !pieces_[index].is_known) return std::nullopt;
    return pieces_[index].hash;
}

}  // namespace bt::disk
