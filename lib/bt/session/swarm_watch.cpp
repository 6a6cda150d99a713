#include "swarm_watch.hpp"

#include <libtorrent/error_code.hpp>

#include <algorithm>
#include <utility>

namespace bt::session {
namespace {

class listener final : public lt::peer_plugin {
public:
    listener(std::shared_ptr<swarm_tally> into, lt::peer_connection_handle with)
        : into_{std::move(into)}
        , with_{std::move(with)}
    {
    }

    ~listener() override { into_->leaves(its_); }

    bool on_have(lt::piece_index_t piece) override
    {
        into_->has(its_, static_cast<int>(piece), with_.pid());
        return false;
    }
    bool on_dont_have(lt::piece_index_t piece) override
    {
        into_->has_not(its_, static_cast<int>(piece));
        return false;
    }
    bool on_bitfield(lt::bitfield const& pieces) override
    {
        into_->has_these(its_, pieces, with_.pid());
        return false;
    }
    bool on_have_all() override
    {
        into_->has_all(its_, with_.pid());
        return false;
    }
    /// libtorrent parts from a peer that wants no more at once, before it has said what it got; and
    /// from a seed, which then could not be counted as one.
    bool can_disconnect(lt::error_code const& why) override
    {
        return why != lt::errors::upload_upload_connection
            && why != lt::errors::uninteresting_upload_peer;
    }
    void sent_piece(lt::peer_request const& what) override { into_->was_sent(its_, what); }
    void on_disconnect(lt::error_code const& why) override
    {
        if (why == boost::asio::error::eof) into_->leaves_in_order(its_, with_.pid());
        into_->leaves(its_);
    }

private:
    std::shared_ptr<swarm_tally> into_;
    lt::peer_connection_handle with_;
    swarm_tally::peer its_;
};

}  // namespace

swarm_tally::swarm_tally(std::shared_ptr<lt::torrent_info const> torrent)
    : torrent_{std::move(torrent)}
    , holders_(static_cast<std::size_t>(torrent_->num_pieces()), 0)
{
}

void swarm_tally::gain(peer& who, int piece)
{
    auto const index = static_cast<std::size_t>(piece);
    if (piece < 0 || index >= holders_.size()) return;
    who.has.resize(holders_.size(), false);
    if (who.has[index]) return;
    who.has[index] = true;
    who.sent.erase(piece);
    ++who.count;
    ++holders_[index];
}

void swarm_tally::note_whole(peer const& who, lt::peer_id const& name)
{
    if (holders_.empty() || static_cast<std::size_t>(who.count) != holders_.size()) return;
    ++seeds_;
    completed_.insert(name);
}

void swarm_tally::has(peer& who, int piece, lt::peer_id const& name)
{
    std::lock_guard const lock{mutex_};
    auto const before = who.count;
    gain(who, piece);
    if (who.count != before) note_whole(who, name);
}

void swarm_tally::has_not(peer& who, int piece)
{
    std::lock_guard const lock{mutex_};
    auto const index = static_cast<std::size_t>(piece);
    if (piece < 0 || index >= who.has.size() || !who.has[index]) return;
    if (static_cast<std::size_t>(who.count) == holders_.size()) --seeds_;
    who.has[index] = false;
    --who.count;
    --holders_[index];
}

void swarm_tally::has_these(peer& who, lt::bitfield const& pieces, lt::peer_id const& name)
{
    std::lock_guard const lock{mutex_};
    auto const before = who.count;
    for (int piece = 0; piece < pieces.size(); ++piece)
        if (pieces.get_bit(piece)) gain(who, piece);
    if (who.count != before) note_whole(who, name);
}

void swarm_tally::has_all(peer& who, lt::peer_id const& name)
{
    has_these(who, lt::bitfield{static_cast<int>(holders_.size()), true}, name);
}

bool swarm_tally::is_whole(peer const& who) const
{
    std::lock_guard const lock{mutex_};
    return static_cast<std::size_t>(who.count) == holders_.size();
}

void swarm_tally::was_sent(peer& who, lt::peer_request const& what)
{
    std::lock_guard const lock{mutex_};
    auto const piece = static_cast<int>(what.piece);
    auto const index = static_cast<std::size_t>(piece);
    if (index < who.has.size() && who.has[index]) return;
    who.sent[piece][what.start] = what.length;
}

/// Nobody asks for the padding between files.
bool swarm_tally::was_sent_whole(peer const& who, int piece) const
{
    auto const found = who.sent.find(piece);
    if (found == who.sent.end()) return false;
    auto const& files = torrent_->orig_files();
    lt::piece_index_t const index{piece};
    std::int64_t content = 0;
    for (auto const& part : files.map_block(index, 0, files.piece_size(index)))
        if (!files.pad_file_at(part.file_index)) content += part.size;
    std::int64_t sent = 0;
    for (auto const& [start, length] : found->second)
        sent += length;
    return sent >= content;
}

void swarm_tally::leaves_in_order(peer& who, lt::peer_id const& name)
{
    std::lock_guard const lock{mutex_};
    auto const all = static_cast<int>(holders_.size());
    if (who.count == all || who.count + static_cast<int>(who.sent.size()) < all) return;
    who.has.resize(holders_.size(), false);
    for (int piece = 0; piece < all; ++piece)
        if (!who.has[static_cast<std::size_t>(piece)] && !was_sent_whole(who, piece)) return;
    completed_.insert(name);
}

void swarm_tally::leaves(peer& who)
{
    std::lock_guard const lock{mutex_};
    if (!holders_.empty() && static_cast<std::size_t>(who.count) == holders_.size()) --seeds_;
    for (std::size_t piece = 0; piece < who.has.size(); ++piece)
        if (who.has[piece]) --holders_[piece];
    who = {};
}

swarm_count swarm_tally::count() const
{
    std::lock_guard const lock{mutex_};
    swarm_count out{
        .completed = static_cast<std::int64_t>(completed_.size()), .seeds = seeds_, .copies = 0};
    if (holders_.empty()) return out;
    auto const rarest = *std::ranges::min_element(holders_);
    auto const more = std::ranges::count_if(holders_, [rarest](int each) { return each > rarest; });
    out.copies = rarest + static_cast<double>(more) / static_cast<double>(holders_.size());
    return out;
}

std::shared_ptr<lt::peer_plugin> swarm_watch::new_connection(lt::peer_connection_handle const& with)
{
    // A web server has everything and completes nothing.
    if (with.type() != lt::connection_type::bittorrent) return {};
    return std::make_shared<listener>(into_, with);
}

}  // namespace bt::session
