#include "verify_plan.hpp"

#include <bt/torrent/metainfo_access.hpp>

#include <algorithm>

namespace bt::torrent {
namespace {

lt::file_index_t at(std::int32_t index)
{
    return lt::file_index_t{index};
}

}  // namespace

verify_plan::verify_plan(metainfo const& what, std::vector<file_pattern> const& patterns)
    : info_{what.get().params.ti.get()}
    , files_{&info_->files()}
    , layers_{&what.get().params.merkle_trees}
    , v1_{what.info_hash_v1().has_value()}
    , v2_{what.info_hash_v2().has_value()}
    , key_{what.key()}
{
    lay_out(select_files(what, patterns));
    wanted_.resize(static_cast<std::size_t>(space_.pieces()));
    for (std::size_t entry = 0; entry < size(); ++entry) {
        if (!selected_[entry] || bytes(entry) == 0) continue;
        for (auto piece = first_piece(entry); piece <= last_piece(entry); ++piece)
            wanted_[static_cast<std::size_t>(piece)] = true;
    }
}

void verify_plan::lay_out(std::vector<bool> const& selected)
{
    auto const count = static_cast<std::size_t>(files_->num_files());
    index_.reserve(count);
    space_.offsets.reserve(count);
    space_.sizes.reserve(count);
    space_.piece_length = files_->piece_length();
    space_.end = files_->total_size();
    for (auto const file : files_->file_range()) {
        bool const pad = files_->pad_file_at(file);
        // The engine wants a file at the start of the space, whatever stands there.
        if (pad && !index_.empty()) continue;
        index_.push_back(static_cast<int>(file));
        space_.offsets.push_back(files_->file_offset(file));
        space_.sizes.push_back(pad ? 0 : files_->file_size(file));
        selected_.push_back(selected[static_cast<std::size_t>(index_.back())]);
    }
}

std::string verify_plan::path(std::size_t entry) const
{
    return files_->file_path(at(index_[entry]));
}

bool verify_plan::is_link(std::size_t entry) const
{
    return static_cast<bool>(
        files_->file_flags(at(index_[entry])) & lt::file_storage::flag_symlink);
}

std::string verify_plan::link_target(std::size_t entry) const
{
    return files_->symlink(at(index_[entry]));
}

bool verify_plan::is_needed(std::size_t entry) const
{
    if (selected_[entry]) return true;
    return bytes(entry) > 0 && (is_wanted(first_piece(entry)) || is_wanted(last_piece(entry)));
}

std::int64_t verify_plan::first_piece(std::size_t entry) const
{
    return space_.offsets[entry] / space_.piece_length;
}

std::int64_t verify_plan::last_piece(std::size_t entry) const
{
    return (space_.offsets[entry] + bytes(entry) - 1) / space_.piece_length;
}

verify_plan::range verify_plan::entries_in(std::int64_t piece) const
{
    auto const from = piece * space_.piece_length;
    auto const& offsets = space_.offsets;
    auto const after = std::ranges::lower_bound(offsets, from + space_.piece_length);
    auto first = std::ranges::upper_bound(offsets, from);
    // Of those that start at or before the piece, one at most has bytes in it: the last, unless
    // empty ones stand at the same offset, or start there themselves.
    while (first != offsets.begin()) {
        --first;
        auto const entry = static_cast<std::size_t>(first - offsets.begin());
        if (*first < from && bytes(entry) > 0) break;
    }
    return {
        static_cast<std::size_t>(first - offsets.begin()),
        static_cast<std::size_t>(after - offsets.begin())};
}

verify_plan::part verify_plan::part_in(std::int64_t piece, std::size_t entry) const
{
    auto const from = piece * space_.piece_length - space_.offsets[entry];
    return {
        std::clamp<std::int64_t>(from, 0, bytes(entry)),
        std::clamp<std::int64_t>(from + space_.piece_length, 0, bytes(entry))};
}

char const* verify_plan::expected_v1(std::int64_t piece) const
{
    return info_->hash_for_piece_ptr(lt::piece_index_t{static_cast<std::int32_t>(piece)});
}

char const* verify_plan::expected_v2(std::size_t entry, std::int64_t piece) const
{
    if (bytes(entry) <= space_.piece_length) return files_->root_ptr(at(index_[entry]));
    auto const file = static_cast<std::size_t>(index_[entry]);
    if (file >= layers_->size()) return nullptr;
    auto const& layer = (*layers_)[file];
    auto const number = static_cast<std::size_t>(piece);
    return number < layer.size() ? layer[number].data() : nullptr;
}

}  // namespace bt::torrent
