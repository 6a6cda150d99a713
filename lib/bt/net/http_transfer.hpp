#pragma once

#include <bt/net/curl_library.hpp>
#include <bt/net/http.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace bt::net {

/// One request under way: a handle of libcurl and what its callbacks collect. It stays where it is
/// made, because the handle points back at it.
class http_transfer {
public:
    /// `library` outlives it.
    http_transfer(curl_library const& library, http_request request, std::size_t tag);
    ~http_transfer();
    http_transfer(http_transfer const&) = delete;
    http_transfer& operator=(http_transfer const&) = delete;
    http_transfer(http_transfer&&) = delete;
    http_transfer& operator=(http_transfer&&) = delete;

    [[nodiscard]] CURL* handle() const { return handle_; }
    [[nodiscard]] std::size_t tag() const { return tag_; }
    /// What became of it, taken out.
    [[nodiscard]] http_outcome finish(CURLcode result);

private:
    enum class cut { none, body, headers, range };

    void set_up();
    void set_limits();
    void set_headers();
    [[nodiscard]] http_failure failure_of(CURLcode result) const;
    [[nodiscard]] std::string cut_text() const;
    [[nodiscard]] std::string timeout_text() const;
    [[nodiscard]] std::string connect_text() const;
    [[nodiscard]] int status() const;
    [[nodiscard]] bool take_header(std::string_view line);
    [[nodiscard]] bool take_body(std::string_view bytes);
    [[nodiscard]] bool may_connect(sockaddr const& where);
    [[nodiscard]] bool may_ask(char const* digits);
    void note_first_address();

    static std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
    static std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* self) noexcept;
    static int on_ready(void* self, char* there, char*, int, int) noexcept;
    static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* where) noexcept;

    template <class Value>
    void set(CURLoption option, Value value);

    curl_library const* library_;
    http_request request_;
    std::size_t tag_;
    CURL* handle_;
    curl_slist* headers_ = nullptr;  ///< lives as long as the handle
    http_reply reply_;
    std::size_t header_bytes_ = 0;
    cut cut_ = cut::none;
    /// A server was at an address that anybody can have, or what named the URL.
    bool from_public_ = request_.from_public;
    bool led_to_private_ = false;
};

}  // namespace bt::net
