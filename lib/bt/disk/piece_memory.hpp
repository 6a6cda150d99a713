#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace bt::disk {

/// What the pieces of a torrent were last hashed to. When somebody changed a file, a piece is
/// served only if it still hashes to that: touching a file, or linking to it, does no harm, and no
/// wrong byte is sent. Safe from any thread.
class piece_memory {
public:
    using fingerprint = std::array<unsigned char, 20>;

    /// Whether somebody else changed any file, and how often this one.
    [[nodiscard]] bool has_changes() const { return has_changes_; }
    [[nodiscard]] std::uint32_t changes(int file) const;
    void note_change(int file);

    /// What the piece was hashed to, and the changes of its files, added up, before it was read.
    void remember(int piece, fingerprint const& hash, std::uint32_t changes_before);
    void mark_wrong(int piece, std::uint32_t changes_before);

    enum class standing {
        sure,     ///< nobody changed its files since it was hashed
        wrong,    ///< it was hashed since and was another
        unknown,  ///< it was not hashed here, and somebody changed its files
        doubtful  ///< to be hashed again
    };
    /// With the changes of its files so far.
    [[nodiscard]] standing of(int piece, std::uint32_t changes) const;
    [[nodiscard]] std::optional<fingerprint> recall(int piece) const;

private:
    struct entry {
        fingerprint hash{};
        std::uint32_t seen = 0;  ///< the changes it outlived
        bool is_known = false;
        bool is_wrong = false;
    };
    [[nodiscard]] entry& at(int piece);

    mutable std::mutex mutex_;
    std::vector<entry> pieces_;
    std::map<int, std::uint32_t> changes_;  // by file
    std::atomic<bool> has_changes_{false};
};

}  // namespace bt::disk
