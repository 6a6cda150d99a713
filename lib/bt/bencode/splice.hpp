#pragma once

#include <bt/base/export.hpp>
#include <bt/bencode/from_json.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::bencode {

/// A dictionary with a few keys changed and every other byte as it was: the order of keys, sorted
/// or not, numbers with leading zeros, and keys that nobody knows. A new key goes before the first
/// that is greater, which keeps sorted keys sorted.
class BT_API splice {
public:
    /// Of a dictionary that check() found nothing wrong with, and that outlives this.
    explicit splice(std::string_view checked);

    /// The bencoding of the value as it stands now; empty if there is no such key. Good until the
    /// key changes again.
    [[nodiscard]] std::string_view find(std::string_view key) const;
    /// Also where it is there already: the same value is no change, however it is written.
    void set(std::string_view key, std::string bencoded);
    void set_string(std::string_view key, std::string_view value);
    void set_integer(std::string_view key, std::int64_t value);
    void remove(std::string_view key);

    [[nodiscard]] bool is_changed() const { return !changes_.empty(); }
    /// The whole dictionary.
    [[nodiscard]] std::string text() const;

    /// One changed key; a value that is empty is not there.
    struct change {
        std::string_view key;
        std::string_view before;
        std::string_view after;
    };
    /// In the order of the keys.
    void for_each_change(std::function<void(change const&)> const& visit) const;

private:
    struct entry {
        std::string_view key;
        std::string_view value;  ///< bencoded
    };
    [[nodiscard]] std::string_view original(std::string_view key) const;

    std::string_view from_;
    std::vector<entry> entries_;  ///< as they were, so that a large value is walked once
    std::map<std::string, std::optional<std::string>, std::less<>> changes_;
};

/// What a value becomes by an entry of a merge patch (RFC 7396): nothing if it is removed. `old`
/// is empty where there is none. Throws error(bad_input) where a key to change is there twice.
[[nodiscard]] BT_API std::optional<std::string>
merged(std::string_view old, patch_entry const& entry);

}  // namespace bt::bencode
