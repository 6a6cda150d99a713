#pragma once

#include <bt/torrent/hash/hash.hpp>
#include <bt/torrent/verify/verify_look.hpp>
#include <bt/torrent/verify/verify_plan.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace bt::torrent {

/// What is known of a file that no errno says.
enum trouble : int { changed = -1, irregular = -2, not_a_link = -3, points_elsewhere = -4 };

struct entry_state {
    file_stamp stamp{.size = -1};  ///< size -1: nothing was found
    /// An errno, or one of the above; the first that came up. 0: none.
    std::atomic<int> trouble = 0;
};

enum class piece_state : std::uint8_t { unknown, ok, bad };

struct bad_hash {
    std::int64_t piece = 0;
    bool is_v2 = false;
    std::array<unsigned char, 32> hash{};  ///< 20 bytes for v1
};

/// Compares: first what there is and of which size, then hashes, then whether it still is what
/// it was. The members of hash_client are called on hashing threads: each writes to slots that
/// are its piece's own, or pushes on a list without a lock.
class checker final : public hash_client {
public:
    checker(verify_plan& plan, content_place const& place, bool stops_early);
    ~checker() override;
    checker(checker const&) = delete;
    checker& operator=(checker const&) = delete;
    checker(checker&&) = delete;
    checker& operator=(checker&&) = delete;

    /// Sizes, links and kinds of all that is needed. False when asked to stop.
    [[nodiscard]] bool look(unsigned threads, std::stop_token const& stop);
    /// Whether a file that was asked for is plainly not as it should be.
    [[nodiscard]] bool has_seen_bad() const;
    /// Takes out the pieces that cannot be had. False if nothing is left to read.
    [[nodiscard]] bool prepare();
    /// Marks what changed while it was read, and forgets the hashes over it.
    void look_again(unsigned threads);

    [[nodiscard]] entry_state const& state(std::size_t entry) const { return states_[entry]; }
    [[nodiscard]] piece_state v1(std::int64_t piece) const { return of(v1_, piece); }
    [[nodiscard]] piece_state v2(std::int64_t piece) const { return of(v2_, piece); }
    /// The hashes that do not match, by piece, v1 before v2.
    [[nodiscard]] std::vector<bad_hash> bad_hashes() const;
    /// It stopped itself because something was wrong.
    [[nodiscard]] bool stopped_early() const { return stopped_; }

    [[nodiscard]] bool wants(std::int64_t piece) override;
    [[nodiscard]] unique_fd open(std::size_t file) override;
    void unreadable(std::size_t file, std::int64_t offset, int reason) override;
    void hashed_v1(std::int64_t piece, digest::sha1_digest const& hash) override;
    void
    hashed_v2(std::size_t file, std::int64_t piece, digest::sha256_digest const& hash) override;

private:
    struct node;

    [[nodiscard]] static piece_state of(std::vector<piece_state> const& all, std::int64_t piece)
    {
        return all.empty() ? piece_state::unknown : all[static_cast<std::size_t>(piece)];
    }
    void look_at(std::size_t entry, looker& with);
    void look_at_link(std::size_t entry, looker& with);
    void note(std::size_t entry, int trouble);
    void settle(std::vector<piece_state>& all, bad_hash const& found, char const* expected);
    void forget(std::size_t entry);

    verify_plan* plan_;
    content_place const* place_;
    bool stops_early_;
    std::atomic<bool> stopped_ = false;
    std::vector<entry_state> states_;
    std::vector<bool> readable_;  ///< by piece: wanted, and all of it is there
    std::vector<piece_state> v1_;
    std::vector<piece_state> v2_;
    std::atomic<node*> bad_ = nullptr;
};

}  // namespace bt::torrent
