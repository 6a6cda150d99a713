#include "sampled.hpp"

#include <bt/base/encode.hpp>
#include <bt/digest/digest.hpp>
#include <bt/torrent/hash/merkle.hpp>

#include <algorithm>
#include <cstring>
#include <optional>

namespace bt_info {
namespace {

using bt::torrent::block_size;

template <class Digest>
bool equal(Digest const& found, std::string_view said)
{
    return said.size() == found.size() && std::memcmp(said.data(), found.data(), said.size()) == 0;
}

/// A server has the names that the torrent has, not those that a disk can take.
std::string path_of(bt::record::file const& file, std::string const& name)
{
    auto const slash = file.path.find('/');
    if (slash == std::string::npos) return name;
    if (!file.elements) return name + file.path.substr(slash);
    auto path = name;
    for (auto const& element : *file.elements)
        path += '/' + element;
    return path;
}

std::string name_of(bt::record::torrent_info const& facts)
{
    return facts.name_base64 ? facts.name_base64->bytes : facts.name.value_or("");
}

}  // namespace

sampled::sampled(bt::torrent::document const& what, std::int64_t samples)
    : what_{&what}
    , piece_length_{what.facts().piece_length.value_or(block_size)}
{
    pieces_ = bt::net::spread_pieces(what.facts().num_pieces.value_or(0), samples);
    take_files();
    take_samples();
}

bool sampled::is_sampled(std::int64_t offset, std::int64_t size) const
{
    auto const next = std::ranges::lower_bound(pieces_, offset / piece_length_);
    return next != pieces_.end() && *next * piece_length_ < offset + size;
}

void sampled::take_files()
{
    auto const name = name_of(what_->facts());
    std::optional<file> last;
    what_->for_each_file([&](bt::record::file const& each) {
        if (each.path.find('/') != std::string::npos) is_multi_file_ = true;
        if (each.symlink || each.pad_file || each.size == 0) return;
        auto root = each.root ? bt::from_hex(*each.root) : std::nullopt;
        file found{{path_of(each, name), each.size, each.offset}, root.value_or("")};
        last.reset();
        if (files_.empty() || is_sampled(each.offset, each.size))
            files_.push_back(std::move(found));
        else
            last = std::move(found);
    });
    if (last) files_.push_back(std::move(*last));
}

void sampled::take_samples()
{
    auto const& facts = what_->facts();
    bool const has_v1 = !what_->piece_hashes().empty();
    auto const end = facts.total_size_with_padding.value_or(facts.total_size.value_or(0));
    for (auto const piece : pieces_) {
        auto const from = piece * piece_length_;
        auto to = std::min(end, from + piece_length_);
        if (!has_v1) {
            auto const* const in = file_at(from);
            if (in == nullptr) continue;
            to = std::min(to, in->place.offset + in->place.size);
        }
        if (to > from) samples_.push_back({piece, from, to - from});
    }
}

sampled::file const* sampled::file_at(std::int64_t offset) const
{
    auto const found = std::ranges::find_if(files_, [&](file const& each) {
        auto const& place = each.place;
        return place.offset <= offset && offset < place.offset + place.size;
    });
    return found == files_.end() ? nullptr : &*found;
}

bool sampled::verify(std::int64_t piece, std::string_view bytes) const
{
    return what_->piece_hashes().empty() ? verify_v2(piece, bytes) : verify_v1(piece, bytes);
}

bool sampled::verify_v1(std::int64_t piece, std::string_view bytes) const
{
    constexpr std::size_t hash_bytes = 20;
    auto const at = static_cast<std::size_t>(piece) * hash_bytes;
    if (at >= what_->piece_hashes().size()) return false;
    return equal(bt::digest::sha1(bytes), what_->piece_hashes().substr(at, hash_bytes));
}

bool sampled::verify_v2(std::int64_t piece, std::string_view bytes) const
{
    auto const* const in = file_at(piece * piece_length_);
    if (in == nullptr) return false;
    std::vector<bt::torrent::sha256_digest> leaves;
    for (auto rest = bytes; !rest.empty();) {
        auto const block = rest.substr(0, static_cast<std::size_t>(block_size));
        leaves.push_back(bt::digest::sha256(block));
        rest.remove_prefix(block.size());
    }
    // A file of one piece has its root alone, which is over its own blocks.
    if (in->place.size <= piece_length_) return equal(bt::torrent::merkle_root(leaves), in->root);
    auto const width = static_cast<std::size_t>(piece_length_ / block_size);
    auto const layer = bt::torrent::split_digests(what_->piece_layer(in->root));
    auto const index = static_cast<std::size_t>(piece - in->place.offset / piece_length_);
    return index < layer.size() && bt::torrent::merkle_root(leaves, {}, width) == layer[index];
}

bt::net::web_seed_request sampled::request() const
{
    bt::net::web_seed_request out;
    out.name = name_of(what_->facts());
    out.is_multi_file = is_multi_file_;
    if (auto const& hex = what_->facts().info_hash_v1)
        out.info_hash = bt::from_hex(*hex).value_or("");
    for (auto const& each : files_)
        out.files.push_back(each.place);
    out.samples = samples_;
    out.verify = [this](std::int64_t piece, std::string_view bytes) {
        return verify(piece, bytes);
    };
    return out;
}

}  // namespace bt_info
