#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>

#include <optional>
#include <string>
#include <string_view>

/// The little that is asked of URLs (RFC 3986) before somebody else reads them.
namespace bt::net {

/// Lower case, without the colon; empty if there is none.
[[nodiscard]] BT_API std::string scheme_of(std::string_view url);
/// Whether libcurl may have it.
[[nodiscard]] BT_API bool is_http(std::string_view url);
/// Host, perhaps with a port, of "scheme://user@host:port/..."; empty without one.
[[nodiscard]] BT_API std::string_view host_of(std::string_view url);
/// Host and port of "scheme://user@host:port/..."; nothing without both.
[[nodiscard]] BT_API std::optional<host_and_port> authority_of(std::string_view url);

/// A proxy's URL in libcurl's words, for one that looks names up itself: socks5h for socks5.
[[nodiscard]] BT_API std::string resolving_proxy(std::string const& url);

/// What a link on a page leads to (RFC 3986, 5.2): `link` as it is where it is whole, else in the
/// place that `base`, an absolute URL, gives it.
[[nodiscard]] BT_API std::string resolve(std::string_view base, std::string_view link);

/// Every byte but letters, digits and "-._~" as %XX.
[[nodiscard]] BT_API std::string percent_encode(std::string_view bytes);
/// The same for a path: slashes stay, and so do the signs that libtorrent leaves.
[[nodiscard]] BT_API std::string percent_encode_path(std::string_view path);
/// Each %XX as the byte it stands for; what is none stays.
[[nodiscard]] BT_API std::string percent_decode(std::string_view text);
/// The URL with one more argument, "name=value"; what follows a # goes.
[[nodiscard]] BT_API std::string with_argument(std::string_view url, std::string_view argument);

}  // namespace bt::net
