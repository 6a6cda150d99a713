#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>

#include <poll.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// HTTP and HTTPS by libcurl, with a limit on everything a stranger could make last or grow.
/// Proxies come from the environment, as curl takes them, unless a request names one. No cookies.
namespace bt::net {

struct http_limits {
    std::chrono::milliseconds total{60'000};    ///< from the start to the last byte
    std::chrono::milliseconds connect{15'000};  ///< names looked up, connected, TLS agreed
    std::size_t body_bytes = 64 * 1024 * 1024;  ///< after decompression
    int redirects = 5;
};

struct byte_range {
    std::int64_t first = 0;
    std::int64_t last = 0;  ///< inclusive, as HTTP counts
};

struct http_request {
    std::string url;  ///< http or https; anything else fails
    std::optional<byte_range> range;
    bool compressed = true;  ///< gzip is welcome; never with a range
    http_limits limits;
    std::string accept;             ///< media types; empty is any
    std::string if_none_match;      ///< an ETag: if it still is that one the status is 304
    std::string if_modified_since;  ///< a Last-Modified, in the same way
    /// A URL, as curl takes them, which looks names up for us; empty leaves it, and what
    /// goes by none, to the environment.
    std::string proxy;
    /// A server at a public address named the URL: one at a private address is not asked, because
    /// what is on everybody's network must not lead into ours. A proxy of the request may be
    /// anywhere.
    bool from_public = false;
};

/// What the last server in a chain of redirects said.
struct http_reply {
    int status = 0;  ///< 0: no answer came
    std::string body;
    std::string url;  ///< the last of the redirects
    std::optional<std::int64_t> content_length;
    std::optional<std::string> content_range;
    std::optional<std::string> accept_ranges;
    std::string content_type;   ///< with its parameters; empty without it, as the next two
    std::string etag;           ///< as it was sent, quotes and all
    std::string last_modified;  ///< as it was sent
    std::optional<std::chrono::seconds> retry_after;  ///< where it is a number
    std::chrono::milliseconds elapsed{0};
    /// The server that said this has a public address, or the request was from_public: what this
    /// names is to be asked for with from_public.
    bool from_public = false;
};

/// Why there is no whole reply: network, timed_out, bad_input (over a size), interrupted.
struct http_failure {
    exit_code code = exit_code::network;
    std::string why;  ///< the end of a sentence; bytes of strangers are not in it
};

struct http_outcome {
    http_reply reply;  ///< as far as it came
    std::optional<http_failure> failure;
};

/// Requests side by side, connections kept between them. To be used from one thread.
class BT_API http_client {
public:
    /// Throws error(network) without libcurl.
    http_client();
    ~http_client();
    http_client(http_client const&) = delete;
    http_client& operator=(http_client const&) = delete;
    http_client(http_client&&) = delete;
    http_client& operator=(http_client&&) = delete;

    /// Begins; `tag` comes back with the outcome.
    void start(http_request request, std::size_t tag);
    [[nodiscard]] std::size_t running() const;

    struct ended {
        std::size_t tag = 0;
        http_outcome outcome;
    };
    /// Does what can be done without waiting and gives what has ended.
    [[nodiscard]] std::vector<ended> advance();
    /// Waits until there is something to do, here or for the `others`, or the time is over.
    void wait(std::vector<pollfd> const& others, std::chrono::milliseconds at_most);

    /// One request, waited for, while there is no other. A stop request ends the wait at once.
    [[nodiscard]] http_outcome get(http_request request, std::stop_token const& stop);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace bt::net
