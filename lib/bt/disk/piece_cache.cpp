#include "piece_cache.hpp"

#include <utility>

namespace bt::disk {

bool piece_cache::add(int piece_index, int block_index, block what, std::uint64_t now)
{
    auto& into = pieces_[piece_index];
    into.last_use = now;
    auto const index = static_cast<std::size_t>(block_index);
    if (index >= into.blocks.size()) into.blocks.resize(index + 1);
    auto& old = into.blocks[index];
    if (!old.data) ++blocks_;
    if (!old.dirty) {
        ++into.dirty;
        ++dirty_;
    }
    // One that comes again before it was written is written once, and told to both.
    for (auto& each : old.waiting)
        what.waiting.push_back(std::move(each));
    what.dirty = true;
    old = std::move(what);
    return !std::exchange(into.has_run, true);
}

piece_cache::piece* piece_cache::find(int piece_index)
{
    auto const found = pieces_.find(piece_index);
    return found == pieces_.end() ? nullptr : &found->second;
}

piece_cache::piece const* piece_cache::find(int piece_index) const
{
    auto const found = pieces_.find(piece_index);
    return found == pieces_.end() ? nullptr : &found->second;
}

shared_block piece_cache::get(int piece_index, int block_index) const
{
    auto const* const in = find(piece_index);
    auto const index = static_cast<std::size_t>(block_index);
    return in != nullptr && index < in->blocks.size() ? in->blocks[index].data : shared_block{};
}

std::vector<piece_cache::taken> piece_cache::take(int piece_index)
{
    std::vector<taken> out;
    auto* const from = find(piece_index);
    if (from == nullptr) return out;
    for (std::size_t i = 0; i < from->blocks.size() && from->dirty > 0; ++i) {
        auto& each = from->blocks[i];
        if (!each.dirty) continue;
        each.dirty = false;
        --from->dirty;
        --dirty_;
        out.push_back({static_cast<int>(i), each.data, each.size, std::exchange(each.waiting, {})});
    }
    if (out.empty()) from->has_run = false;
    return out;
}

void piece_cache::drop(int piece_index, int block_index)
{
    auto* const from = find(piece_index);
    auto const index = static_cast<std::size_t>(block_index);
    if (from == nullptr || index >= from->blocks.size()) return;
    auto& each = from->blocks[index];
    if (each.dirty || !each.data) return;
    each.data.reset();
    --blocks_;
}

std::size_t piece_cache::forget(int piece_index)
{
    auto const found = pieces_.find(piece_index);
    if (found == pieces_.end()) return 0;
    auto const& what = found->second;
    if (what.dirty > 0 || what.has_run || !what.runs.empty()) return 0;
    std::size_t count = 0;
    for (auto const& each : what.blocks)
        if (each.data) ++count;
    blocks_ -= count;
    pieces_.erase(found);
    return count;
}

std::size_t piece_cache::forget_all()
{
    std::vector<int> all;
    for (auto const& [index, unused] : pieces_)
        all.push_back(index);
    std::size_t count = 0;
    for (auto const index : all)
        count += forget(index);
    return count;
}

}  // namespace bt::disk
