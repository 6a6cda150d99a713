#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>
#include <bt/net/http.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Whether a web server delivers what a torrent says it has (BEP 17, BEP 19).
namespace bt::net {

/// A file of the torrent. Bytes of the piece space that lie in none, or in padding, are zeros.
struct web_seed_file {
    std::string path;  ///< with the torrent's name in front, slashes between, raw bytes
    std::int64_t size = 0;
    std::int64_t offset = 0;  ///< in the piece space
    bool is_pad = false;
};

/// A piece to be fetched: where it lies in the piece space.
struct web_seed_sample {
    std::int64_t piece = 0;
    std::int64_t offset = 0;
    std::int64_t length = 0;
};

enum class web_seed_type { url_seed, http_seed };

struct web_seed_request {
    std::string url;  ///< as the torrent gives it; any bytes
    web_seed_type type = web_seed_type::url_seed;
    std::string name;  ///< the torrent's
    bool is_multi_file = false;
    std::string info_hash;  ///< 20 raw bytes, for BEP 17; empty without v1
    std::vector<web_seed_file> files;
    std::vector<web_seed_sample> samples;
    /// Whether the bytes are those of the piece.
    std::function<bool(std::int64_t piece, std::string_view bytes)> verify;
    http_limits limits{};  ///< `total` is for the whole check; the size follows from what is asked
};

struct wrong_size {
    std::string path;
    std::int64_t expected = 0;
    std::int64_t found = 0;
};

struct web_seed_report {
    int status = 0;              ///< of the last answer; 0: none came
    std::optional<bool> ranges;  ///< whether parts of files can be had; absent: not seen
    std::int64_t files_seen = 0;
    std::vector<wrong_size> wrong_sizes;
    std::int64_t pieces_checked = 0;
    std::int64_t pieces_wrong = 0;
    std::int64_t received_bytes = 0;
    std::chrono::milliseconds elapsed{0};
    /// Why the check went no further.
    std::optional<http_failure> failure;

    [[nodiscard]] bool delivers_wrong() const { return pieces_wrong > 0 || !wrong_sizes.empty(); }
    [[nodiscard]] bool is_good() const { return !failure && !delivers_wrong(); }
};

/// Fetches the samples, and a byte of the first and the last file, and compares. Ends at the first
/// thing that makes the rest hopeless; a stop request ends it at once. Throws error(network) without
/// libcurl, else reports.
[[nodiscard]] BT_API web_seed_report
check_web_seed(web_seed_request const& request, std::stop_token const& stop);

/// Where a file is (BEP 19): for several files the path comes behind the URL, for one alone the name
/// does if the URL ends in a slash.
[[nodiscard]] BT_API std::string
web_seed_url(std::string_view url, bool is_multi_file, std::string_view path);

/// "bytes 0-9/100" and "bytes */100" (RFC 9110); nothing for anything else.
struct content_range {
    std::optional<byte_range> part;
    std::optional<std::int64_t> size;  ///< absent for "*"
};
[[nodiscard]] BT_API std::optional<content_range> parse_content_range(std::string_view text);

/// How many pieces of `count` to take, spread evenly, the first and the last among them.
[[nodiscard]] BT_API std::vector<std::int64_t>
spread_pieces(std::int64_t count, std::int64_t samples);

}  // namespace bt::net
