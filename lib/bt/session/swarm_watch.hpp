#pragma once

#include <bt/base/export.hpp>
#include <bt/session/swarm_count.hpp>

#include <libtorrent/bitfield.hpp>
#include <libtorrent/extensions.hpp>
#include <libtorrent/peer_connection_handle.hpp>
#include <libtorrent/peer_request.hpp>
#include <libtorrent/sha1_hash.hpp>
#include <libtorrent/torrent_info.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace bt::session {

/// What all peers of a torrent have said they have. Told on libtorrent's thread, asked on ours.
class BT_API swarm_tally {
public:
    explicit swarm_tally(std::shared_ptr<lt::torrent_info const> torrent);

    /// A peer that has told nothing yet is in no sum.
    struct peer {
        std::vector<bool> has;
        int count = 0;
        /// The bytes it was sent of pieces that it has not told of yet, by piece and place.
        std::map<int, std::map<int, int>> sent;
    };
    void has(peer& who, int piece, lt::peer_id const& name);
    void has_not(peer& who, int piece);
    void has_these(peer& who, lt::bitfield const& pieces, lt::peer_id const& name);
    void has_all(peer& who, lt::peer_id const& name);
    void was_sent(peer& who, lt::peer_request const& what);
    /// What it did not come to say: many clients leave in the moment they are complete. One that
    /// ends the connection in order has read all that it was sent.
    void leaves_in_order(peer& who, lt::peer_id const& name);
    void leaves(peer& who);
    [[nodiscard]] bool is_whole(peer const& who) const;
    [[nodiscard]] swarm_count count() const;

private:
    void gain(peer& who, int piece);
    void note_whole(peer const& who, lt::peer_id const& name);

    [[nodiscard]] bool was_sent_whole(peer const& who, int piece) const;

    mutable std::mutex mutex_;
    std::shared_ptr<lt::torrent_info const> torrent_;
    std::vector<int> holders_;  // by piece
    int seeds_ = 0;
    std::set<lt::peer_id> completed_;
};

/// Listens to the peers of one torrent (libtorrent's extensions.hpp): events say of no peer when
/// it is complete, and one that is leaves in the same moment.
class swarm_watch final : public lt::torrent_plugin {
public:
    explicit swarm_watch(std::shared_ptr<swarm_tally> into)
        : into_{std::move(into)}
    {
    }
    std::shared_ptr<lt::peer_plugin>
    new_connection(lt::peer_connection_handle const& with) override;

private:
    std::shared_ptr<swarm_tally> into_;
};

}  // namespace bt::session
