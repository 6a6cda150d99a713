#pragma once

#include <bt/base/export.hpp>
#include <bt/net/http.hpp>
#include <bt/net/scrape.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Scraping over HTTP (BEP 48).
namespace bt::net {

/// Where an announce URL is scraped: its last component begins with "announce", which becomes
/// "scrape"; nothing if it does not.
[[nodiscard]] BT_API std::optional<std::string>
scrape_url_of(std::string_view announce, std::string_view info_hash);

/// What a tracker's answer says of one hash.
[[nodiscard]] BT_API scrape_answer
read_scrape(http_outcome const& outcome, std::string_view info_hash);

}  // namespace bt::net
