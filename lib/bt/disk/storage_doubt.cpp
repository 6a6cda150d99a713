#include "storage.hpp"

#include <bt/digest/digest.hpp>
#include <bt/disk/fault.hpp>

#include <algorithm>
#include <array>
#include <cstring>

/// What becomes of pieces when somebody else changes a file.
namespace bt::disk {
namespace {

constexpr std::size_t block_bytes = 16 * 1024;

piece_memory::fingerprint fingerprint_of(lt::span<lt::sha256_hash const> blocks)
{
    std::vector<char> all;
    for (auto const& each : blocks)
        all.insert(all.end(), each.data(), each.data() + each.size());
    return digest::sha1(all);
}

}  // namespace

std::uint32_t storage::changes(lt::piece_index_t piece) const
{
    std::uint32_t sum = 0;
    if (!memory_.has_changes()) return sum;
    auto const size = static_cast<std::size_t>(files().piece_size(piece));
    each_segment({piece, 0}, size, [&](segment const& of) {
        sum += memory_.changes(static_cast<int>(of.file));
        return true;
    });
    return sum;
}

piece_memory::standing storage::standing_of(lt::piece_index_t piece) const
{
    return memory_.of(static_cast<int>(piece), changes(piece));
}

void storage::remember(
    lt::piece_index_t piece,
    bool is_v1,
    lt::sha1_hash const& v1,
    lt::span<lt::sha256_hash const> v2,
    std::uint32_t changes_before)
{
    remembers_v1_ = is_v1;
    piece_memory::fingerprint hash{};
    if (is_v1)
        std::memcpy(hash.data(), v1.data(), hash.size());
    else
        hash = fingerprint_of(v2);
    memory_.remember(static_cast<int>(piece), hash, changes_before);
}

piece_memory::fingerprint storage::hash_again(lt::piece_index_t piece, lt::storage_error& error)
{
    auto const size = static_cast<std::size_t>(
        remembers_v1_ ? files().piece_size(piece) : files().piece_size2(piece));
    std::vector<char> buffer(std::min<std::size_t>(size, 16 * block_bytes));
    digest::sha1_streams stream{1};
    std::vector<lt::sha256_hash> blocks;
    for (std::size_t at = 0; at < size && !error;) {
        auto const count = std::min(buffer.size(), size - at);
        strip into;
        into.add(buffer.data(), count);
        read_as_is({piece, static_cast<int>(at)}, into, error);
        at += count;
        digest::bytes const bytes{buffer.data(), count};
        if (remembers_v1_) {
            std::array const part{digest::sha1_streams::part{0, bytes, at == size}};
            stream.add(part);
            continue;
        }
        for (std::size_t from = 0; from < count; from += block_bytes) {
            auto const hash =
                digest::sha256(bytes.subspan(from, std::min(block_bytes, count - from)));
            std::memcpy(blocks.emplace_back().data(), hash.data(), hash.size());
        }
    }
    if (error) return {};
    return remembers_v1_ ? stream.digest(0) : fingerprint_of(blocks);
}

/// Hashes the piece again; what was right and is not any more is so until it changes again.
bool storage::is_still_right(lt::piece_index_t piece, lt::storage_error& error)
{
    auto const index = static_cast<int>(piece);
    auto const before = changes(piece);
    auto const known = memory_.recall(index);
    if (!known) return false;
    auto const now = hash_again(piece, error);
    if (!error && now == *known) {
        memory_.remember(index, now, before);
        return true;
    }
    if (!error) memory_.mark_wrong(index, before);
    return false;
}

void storage::read(span_of_piece from, strip const& into, lt::storage_error& error)
{
    using standing = piece_memory::standing;
    // Somebody who writes all the time is not waited for.
    for (int tries = 0; tries < 3; ++tries) {
        read_as_is(from, into, error);
        if (error) return;
        auto const now = standing_of(from.piece);
        if (now == standing::sure) return;
        if (now != standing::doubtful || !is_still_right(from.piece, error)) break;
    }
    if (error) return;
    // The file to name is one that was changed.
    each_segment(from, into.size(), [&](segment const& of) {
        error = failed(fault::changed, of.file, lt::operation_t::file_read);
        return memory_.changes(static_cast<int>(of.file)) == 0;
    });
}

}  // namespace bt::disk
