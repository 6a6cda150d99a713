#pragma once

#include <bt/base/export.hpp>

#include <memory>
#include <optional>
#include <string>

namespace bt::torrent {

/// What a .torrent file or a magnet link says, as loaded; describe() turns it into records and a
/// session takes it in. Owns its data; moves only.
class BT_API metainfo {
public:
    struct content;

    explicit metainfo(std::unique_ptr<content> from);
    ~metainfo();
    metainfo(metainfo const&) = delete;
    metainfo& operator=(metainfo const&) = delete;
    metainfo(metainfo&&) noexcept;
    metainfo& operator=(metainfo&&) noexcept;

    /// False for a magnet link: there are hashes, and no files yet.
    [[nodiscard]] bool has_metadata() const;
    /// Suggested name; empty if a magnet link has none.
    [[nodiscard]] std::string name() const;
    /// 20 raw bytes.
    [[nodiscard]] std::optional<std::string> info_hash_v1() const;
    /// 32 raw bytes.
    [[nodiscard]] std::optional<std::string> info_hash_v2() const;
    /// v1 in hex where there is one, else v2: what records call `torrent`.
    [[nodiscard]] std::string key() const;

    [[nodiscard]] content const& get() const { return *content_; }
    [[nodiscard]] content& get() { return *content_; }

private:
    std::unique_ptr<content> content_;
};

}  // namespace bt::torrent
