#include "url.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>

#include <algorithm>

namespace bt::net {
namespace {

bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string encode(std::string_view bytes, std::string_view kept)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (auto const c : bytes) {
        if (is_alphanumeric(c) || kept.find(c) != std::string_view::npos) {
            out.push_back(c);
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(digits[byte >> 4U]);
        out.push_back(digits[byte & 15U]);
    }
    return out;
}

}  // namespace

std::string scheme_of(std::string_view url)
{
    auto const end = url.find("://");
    if (end == std::string_view::npos) return {};
    std::string scheme{url.substr(0, end)};
    std::ranges::transform(scheme, scheme.begin(), lower);
    return std::ranges::all_of(scheme, is_alphanumeric) ? scheme : std::string{};
}

bool is_http(std::string_view url)
{
    auto const scheme = scheme_of(url);
    return scheme == "http" || scheme == "https";
}

std::string_view host_of(std::string_view url)
{
    auto const begin = url.find("://");
    if (begin == std::string_view::npos) return {};
    auto rest = url.substr(begin + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (auto const user = rest.rfind('@'); user != std::string_view::npos)
        rest.remove_prefix(user + 1);
    return rest;
}

std::string resolving_proxy(std::string const& url)
{
    // Else libcurl would look names up here.
    if (url.starts_with("socks5://")) return "socks5h" + url.substr(6);
    if (url.starts_with("socks4://")) return "socks4a" + url.substr(6);
    return url;
}

std::optional<host_and_port> authority_of(std::string_view url)
{
    auto const rest = host_of(url);
    auto const colon = rest.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const port = parse_integer(rest.substr(colon + 1), 1, 65535);
    auto host = rest.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return std::nullopt;
    if (!port || host.empty()) return std::nullopt;
    return host_and_port{std::string{host}, static_cast<int>(*port)};
}

std::string percent_encode(std::string_view bytes)
{
    return encode(bytes, "-._~");
}

std::string percent_encode_path(std::string_view path)
{
    return encode(path, "-._~/!*()");
}

std::string percent_decode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = text[i] == '%' ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            out += *byte;
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

std::string with_argument(std::string_view url, std::string_view argument)
{
    std::string out{url.substr(0, url.find('#'))};
    auto const query = out.find('?');
    if (query == std::string::npos)
        out.push_back('?');
    else if (!out.ends_with('?') && !out.ends_with('&'))
        out.push_back('&');
    out += argument;
    return out;
}

}  // namespace bt::net
