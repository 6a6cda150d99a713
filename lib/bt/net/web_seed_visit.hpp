#pragma once

#include <bt/net/http.hpp>
#include <bt/net/web_seed.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace bt::net {

/// One web seed being checked: its connection, the time that is left, and what was found so far.
class web_seed_visit {
public:
    web_seed_visit(web_seed_request const& request, std::stop_token const& stop);

    [[nodiscard]] web_seed_request const& request() const { return *request_; }
    [[nodiscard]] web_seed_report& report() { return report_; }
    [[nodiscard]] bool is_over() const { return report_.failure.has_value(); }

    /// Asks for at most that many bytes and a little more, within the time that is left.
    [[nodiscard]] http_outcome
    get(std::string url, std::optional<byte_range> range, std::int64_t bytes);
    /// Ends the visit: "<about>: <why>", or the reason alone.
    void fail(exit_code code, std::string_view about, std::string_view why);
    void verify(web_seed_sample const& sample, std::string_view bytes);
    [[nodiscard]] web_seed_report finish();

private:
    web_seed_request const* request_;
    std::stop_token stop_;
    http_client client_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    web_seed_report report_;
};

/// BEP 17: the server knows the torrent by its hash and gives whole pieces.
void check_http_seed(web_seed_visit& visit);

}  // namespace bt::net
