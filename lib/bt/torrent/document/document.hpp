#pragma once

#include <bt/base/export.hpp>
#include <bt/base/load_limits.hpp>
#include <bt/record/file.hpp>
#include <bt/record/torrent_info.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// Something odd that a reader can live with; lint says what each means.
struct oddity {
    std::string_view rule;  ///< a name in the table of lint.hpp
    std::string detail;
};

/// A .torrent file, read and checked without a session: what bt-info and bt-edit work on. Owns the
/// bytes that its views point into; moves only.
class BT_API document {
public:
    struct parts;

    explicit document(std::unique_ptr<parts> from);
    ~document();
    document(document&&) noexcept;
    document& operator=(document&&) noexcept;
    document(document const&) = delete;
    document& operator=(document const&) = delete;

    /// All that the torrent says but for its files; no magnet link.
    [[nodiscard]] record::torrent_info const& facts() const;
    /// v1 in hex where there is one, else v2: what records call `torrent`.
    [[nodiscard]] std::string const& key() const;
    /// The whole file, and the bencoding of its info dictionary.
    [[nodiscard]] std::string_view bytes() const;
    [[nodiscard]] std::string_view info() const;
    /// The SHA-1 of each piece, 20 bytes each (BEP 3); empty if it has no v1 half.
    [[nodiscard]] std::string_view piece_hashes() const;
    /// The SHA-256 of each piece of the file with this root, 32 bytes each (BEP 52); empty if there
    /// is no such layer.
    [[nodiscard]] std::string_view piece_layer(std::string_view root) const;
    [[nodiscard]] std::vector<oddity> const& oddities() const;

    /// Each file in the order of a session, padding included. One record lives at a time, so a
    /// million files need no more memory than one.
    void for_each_file(std::function<void(record::file const&)> const& visit) const;

private:
    std::unique_ptr<parts> parts_;
};

/// The bytes of a .torrent file; `name` is for the sentence. Throws error(bad_input) where a limit
/// is passed or BEP 3, 47, 52 are not kept, with the key and the byte where it can.
[[nodiscard]] BT_API document
parse_document(std::string bytes, std::string_view name, load_limits const& limits = {});

}  // namespace bt::torrent
