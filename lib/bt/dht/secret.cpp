#include "secret.hpp"

#include <openssl/crypto.h>
#include <sys/prctl.h>

#include <algorithm>
#include <utility>

namespace bt::dht {
namespace {

/// A target has 40 digits and may be shown; a key with some of its 64 lost may not.
constexpr std::size_t least_digits = 48;
/// How any PEM begins, and how the base64 in that of an Ed25519 key does.
constexpr std::string_view pem_mark = "-----BEGIN";
constexpr std::string_view pkcs8_mark = "MC4CAQAwBQYDK2Vw";

constexpr bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool holds_pem(std::string_view text)
{
    return text.find(pem_mark) != std::string_view::npos
        || text.find(pkcs8_mark) != std::string_view::npos;
}

}  // namespace

void wipe(void* bytes, std::size_t size) noexcept
{
    OPENSSL_cleanse(bytes, size);
}

void wipe(std::string& text) noexcept
{
    // Within its capacity, so nothing is allocated.
    text.resize(text.capacity());
    wipe(text.data(), text.size());
    text.clear();
}

secret_text::secret_text(std::string&& text) noexcept
    : text_{std::move(text)}
{
    wipe(text);
}

secret_text::~secret_text()
{
    wipe(text_);
}

secret_text::secret_text(secret_text&& other) noexcept
    : text_{std::move(other.text_)}
{
    wipe(other.text_);
}

secret_text& secret_text::operator=(secret_text&& other) noexcept
{
    std::swap(text_, other.text_);
    wipe(other.text_);
    return *this;
}

void hide_memory() noexcept
{
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

bool looks_like_key(std::string_view argument) noexcept
{
    return holds_pem(argument)
        || (argument.size() >= least_digits && std::ranges::all_of(argument, is_hex));
}

std::string without_keys(std::string_view sentence)
{
    if (holds_pem(sentence)) return "what was given looks like a secret key, which is no argument";
    std::string out;
    while (!sentence.empty()) {
        auto const digits =
            static_cast<std::size_t>(std::ranges::find_if_not(sentence, is_hex) - sentence.begin());
        auto const taken = std::max<std::size_t>(digits, 1);
        if (digits >= least_digits)
            out += "(hex digits)";
        else
            out += sentence.substr(0, taken);
        sentence.remove_prefix(taken);
    }
    return out;
}

}  // namespace bt::dht
