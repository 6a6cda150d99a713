#pragma once

#include <bt/digest/digest.hpp>
#include <bt/disk/jobs.hpp>

#include <libtorrent/sha1_hash.hpp>
#include <libtorrent/span.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace bt::disk {

/// The hashes of a piece: of what is in memory of it, and of the disk for the rest. Several go
/// together, so that the lanes of the kernels are full.
class hash_job final : public job {
public:
    using handler =
        std::function<void(lt::piece_index_t, lt::sha1_hash const&, lt::storage_error const&)>;

    struct request {
        lt::piece_index_t piece;
        bool v1 = false;
        lt::span<lt::sha256_hash> v2;         ///< where the hashes of blocks go; empty for none
        std::vector<shared_block> in_memory;  ///< by block; may be shorter than the piece
        std::uint64_t last_run = 0;           ///< the writes before it: they are told first
    };

    hash_job(std::shared_ptr<torrent> of, job_context& all, request what, handler then);

    [[nodiscard]] bool goes_with(job const& last, job const& next) const override;
    [[nodiscard]] std::size_t most_together() const override;
    void perform(list together) override;
    void abandon(lt::storage_error const& why) override;
    [[nodiscard]] bool can_be_abandoned() const override { return true; }
    [[nodiscard]] bool is_settled() const override;
    void retire() override;
    void deliver() override;

private:
    friend class hash_batch;

    job_context& all_;
    request what_;
    handler then_;
    lt::sha1_hash hash_;
    lt::storage_error error_;
};

/// SHA-256 of one block of a piece (BEP 52).
class block_hash_job final : public job {
public:
    using handler =
        std::function<void(lt::piece_index_t, lt::sha256_hash const&, lt::storage_error const&)>;

    block_hash_job(
        std::shared_ptr<torrent> of,
        job_context& all,
        lt::piece_index_t piece,
        int offset,
        shared_block in_memory,
        handler then);

    void perform(list together) override;
    void abandon(lt::storage_error const& why) override;
    [[nodiscard]] bool can_be_abandoned() const override { return true; }
    void deliver() override;

private:
    job_context& all_;
    lt::piece_index_t piece_;
    int offset_;
    shared_block in_memory_;
    handler then_;
    lt::sha256_hash hash_;
    lt::storage_error error_;
};

}  // namespace bt::disk
