#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// Bytes that nobody else may see, and that are not left behind in memory.
namespace bt::dht {

/// Overwrites them; no compiler takes that out.
BT_API void wipe(void* bytes, std::size_t size) noexcept;
BT_API void wipe(std::string& text) noexcept;  ///< all it has room for; it is empty then

/// Text with a secret in it, which is wiped when it goes. It moves and is not copied.
class BT_API secret_text {
public:
    secret_text() = default;
    /// Takes over what `text` holds; short text is wiped where it was.
    explicit secret_text(std::string&& text) noexcept;
    ~secret_text();
    secret_text(secret_text const&) = delete;
    secret_text& operator=(secret_text const&) = delete;
    secret_text(secret_text&& other) noexcept;
    secret_text& operator=(secret_text&& other) noexcept;

    [[nodiscard]] std::string_view view() const noexcept { return text_; }

private:
    std::string text_;
};

/// From here on the process leaves no core dump, and only root may look into it.
BT_API void hide_memory() noexcept;

/// Whether an argument is a secret key itself where the name of one is wanted: PEM, or about as
/// many hex digits and nothing else. Secret or not, whoever typed it meant something else.
[[nodiscard]] BT_API bool looks_like_key(std::string_view argument) noexcept;

/// A sentence about what was typed, without what looks like a key in it.
[[nodiscard]] BT_API std::string without_keys(std::string_view sentence);

}  // namespace bt::dht
