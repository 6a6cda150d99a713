#pragma once

#include <array>
#include <cstdint>
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

    /// How often somebody else changed a file.
    [[nodiscard]] std::uint32_t changes() const;
    void note_change(int file);
    /// The file that was changed last; -1 for none.
    [[nodiscard]] int last_changed() const;

    /// What the piece was hashed to, and the changes there had been before it was read.
    void remember(int piece, fingerprint const& hash, std::uint32_t changes_before);
    void mark_wrong(int piece, std::uint32_t changes_before);

    enum class standing {
        sure,     ///< nobody changed anything since it was hashed
        wrong,    ///< it was hashed since and was another
        unknown,  ///< it was not hashed here, and somebody changed something
        doubtful  ///< to be hashed again
    };
    [[nodiscard]] standing of(int piece) const;
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
    std::uint32_t changes_ = 0;
    int last_changed_ = -1;
};

}  // namespace bt::disk
