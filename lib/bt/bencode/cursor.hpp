#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bt::bencode {

enum class type { integer, string, list, dictionary };

/// Walks a value that check() found nothing wrong with, and that outlives the cursor; whatever it
/// gives are views of that. The caller asks for what is there, and looks at kind() where he does
/// not know. To walk a dictionary:
///
///     for (at.enter(); !at.leave();) {
///         auto const key = at.string();
///         ... at.integer(), at.string(), at.skip() or a walk of its own
///     }
class BT_API cursor {
public:
    /// At the value that `checked` begins with.
    explicit cursor(std::string_view checked) noexcept
        : begin_{checked.data()}
        , at_{checked.data()}
    {
    }

    /// The same inside of a larger text, from whose `begin` offsets count.
    cursor(std::string_view checked, char const* begin) noexcept
        : begin_{begin}
        , at_{checked.data()}
    {
    }

    /// What it stands at, which is a value, not the end of a list or dictionary.
    [[nodiscard]] type kind() const noexcept;
    /// Reads and passes an integer.
    std::int64_t integer() noexcept;
    /// Reads and passes a string.
    std::string_view string() noexcept;
    /// Passes the head of a list or dictionary, to its first item, key, or end.
    void enter() noexcept { ++at_; }
    /// At the end of what enter() went into: passes it and says true.
    bool leave() noexcept
    {
        if (*at_ != 'e') return false;
        ++at_;
        return true;
    }
    /// Passes a value, whatever it is, and gives its bencoding.
    std::string_view skip() noexcept;

    /// Bytes from the beginning to here.
    [[nodiscard]] std::size_t offset() const noexcept
    {
        return static_cast<std::size_t>(at_ - begin_);
    }

private:
    char const* begin_;
    char const* at_;
};

/// The bencoding of the value under `key` in the dictionary `checked`; empty if it has no such
/// key, or is no dictionary.
[[nodiscard]] BT_API std::string_view find(std::string_view checked, std::string_view key) noexcept;

}  // namespace bt::bencode
