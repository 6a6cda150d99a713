#include "http_transfer.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/base/version.hpp>
#include <bt/net/address.hpp>
#include <bt/net/url.hpp>

#include <fmt/format.h>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace bt::net {
namespace {

/// All headers of one transfer together; libcurl 7.88 limits each, not their number.
constexpr std::size_t header_limit = 256 * 1024;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

bool is_same_word(std::string_view a, std::string_view b)
{
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::chrono::seconds> seconds_of(std::string_view text)
{
    constexpr std::int64_t most = 365 * 86400;
    auto const number = parse_integer(text, 0, most);
    return number ? std::optional{std::chrono::seconds{*number}} : std::nullopt;
}

}  // namespace

template <class Value>
void http_transfer::set(CURLoption option, Value value)
{
    auto const result = library_->easy_setopt(handle_, option, value);
    if (result != CURLE_OK)
        throw error{
            exit_code::network,
            fmt::format("cannot set up libcurl: {}", library_->easy_strerror(result))};
}

http_transfer::http_transfer(curl_library const& library, http_request request, std::size_t tag)
    : library_{&library}
    , request_{std::move(request)}
    , tag_{tag}
    , handle_{library.easy_init()}
{
    if (handle_ == nullptr) throw error{exit_code::network, "cannot set up libcurl"};
    try {
        set_up();
        set_limits();
        set_headers();
    } catch (...) {
        library_->easy_cleanup(handle_);
        library_->slist_free_all(headers_);
        throw;
    }
}

http_transfer::~http_transfer()
{
    library_->easy_cleanup(handle_);
    library_->slist_free_all(headers_);
}

void http_transfer::set_up()
{
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PRIVATE, static_cast<void*>(this));
    set(CURLOPT_NOSIGNAL, 1L);
    // A name being looked up cannot be stopped, but its thread can be left behind.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_USERAGENT, fmt::format("bt-tools/{}", version()).c_str());
    set(CURLOPT_WRITEFUNCTION, &http_transfer::on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(CURLOPT_HEADERFUNCTION, &http_transfer::on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_OPENSOCKETFUNCTION, &http_transfer::on_socket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
    set(CURLOPT_PREREQFUNCTION, &http_transfer::on_ready);
    set(CURLOPT_PREREQDATA, static_cast<void*>(this));
    if (request_.range) {
        auto const range = fmt::format("{}-{}", request_.range->first, request_.range->last);
        set(CURLOPT_RANGE, range.c_str());
    } else if (request_.compressed) {
        set(CURLOPT_ACCEPT_ENCODING, "gzip");
    }
}

void http_transfer::set_limits()
{
    auto const& limits = request_.limits;
    auto const milliseconds = [](std::chrono::milliseconds length) {
        // 0 would be no limit.
        return static_cast<long>(std::clamp<std::int64_t>(length.count(), 1, 1'000'000'000));
    };
    set(CURLOPT_TIMEOUT_MS, milliseconds(limits.total));
    set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(std::min(limits.connect, limits.total)));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.body_bytes));
    set(CURLOPT_FOLLOWLOCATION, limits.redirects > 0 ? 1L : 0L);
    set(CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
}

void http_transfer::set_headers()
{
    auto const add = [&](std::string_view name, std::string const& value) {
        // What a server said once goes back to it, and to where it redirects; never as two lines.
        auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
        if (value.empty() || std::ranges::any_of(value, is_control)) return;
        auto* const more =
            library_->slist_append(headers_, fmt::format("{}: {}", name, value).c_str());
        if (more == nullptr) throw error{exit_code::network, "cannot set up libcurl"};
        headers_ = more;
    };
    add("Accept", request_.accept);
    add("If-None-Match", request_.if_none_match);
    add("If-Modified-Since", request_.if_modified_since);
    if (headers_ != nullptr) set(CURLOPT_HTTPHEADER, headers_);
    if (request_.proxy.empty()) return;
    set(CURLOPT_PROXY, resolving_proxy(request_.proxy).c_str());
    // What NO_PROXY takes out of the environment's proxy is not taken out of this one.
    set(CURLOPT_NOPROXY, "");
}

int http_transfer::status() const
{
    long code = 0;
    library_->easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &code);
    return static_cast<int>(code);
}

/// A connection kept from an earlier transfer opens no socket, so headers are looked at as well.
void http_transfer::note_first_address()
{
    char* digits = nullptr;
    library_->easy_getinfo(handle_, CURLINFO_PRIMARY_IP, &digits);
    if (digits != nullptr && *digits != '\0' && !is_private(digits)) from_public_ = true;
}

bool http_transfer::take_header(std::string_view line)
{
    header_bytes_ += line.size();
    if (header_bytes_ > header_limit) {
        cut_ = cut::headers;
        return false;
    }
    if (line.starts_with("HTTP/")) {
        note_first_address();
        reply_ = {};
        return true;
    }
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    auto const name = line.substr(0, colon);
    std::string value{trimmed(line.substr(colon + 1))};
    if (is_same_word(name, "content-length"))
        reply_.content_length = parse_integer(value, 0, INT64_MAX);
    else if (is_same_word(name, "content-range"))
        reply_.content_range = std::move(value);
    else if (is_same_word(name, "accept-ranges"))
        reply_.accept_ranges = std::move(value);
    else if (is_same_word(name, "content-type"))
        reply_.content_type = std::move(value);
    else if (is_same_word(name, "etag"))
        reply_.etag = std::move(value);
    else if (is_same_word(name, "last-modified"))
        reply_.last_modified = std::move(value);
    else if (is_same_word(name, "retry-after"))
        reply_.retry_after = seconds_of(value);
    return true;
}

bool http_transfer::take_body(std::string_view bytes)
{
    if (bytes.size() > request_.limits.body_bytes - reply_.body.size()) {
        cut_ = cut::body;
        return false;
    }
    reply_.body += bytes;
    return true;
}

/// What is on everybody's network must not lead into ours (server-side request forgery).
bool http_transfer::may_connect(sockaddr const& where)
{
    if (!from_public_ || !request_.proxy.empty() || !is_private(where)) return true;
    led_to_private_ = true;
    return false;
}

/// The same for a connection kept from an earlier transfer, which opens no socket.
bool http_transfer::may_ask(char const* digits)
{
    if (!from_public_ || !request_.proxy.empty() || !is_private(digits)) return true;
    led_to_private_ = true;
    return false;
}

std::size_t
http_transfer::on_header(char* bytes, std::size_t, std::size_t size, void* self) noexcept
try {
    return static_cast<http_transfer*>(self)->take_header({bytes, size}) ? size : 0;
} catch (std::exception const&) {
    return 0;
}

std::size_t http_transfer::on_body(char* bytes, std::size_t, std::size_t size, void* self) noexcept
try {
    // 0 would be right for an empty piece, which libcurl does not send.
    return static_cast<http_transfer*>(self)->take_body({bytes, size}) ? size : 0;
} catch (std::exception const&) {
    return 0;
}

int http_transfer::on_ready(void* self, char* there, char*, int, int) noexcept
try {
    auto& of = *static_cast<http_transfer*>(self);
    return of.may_ask(there) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
} catch (std::exception const&) {
    return CURL_PREREQFUNC_ABORT;
}

curl_socket_t http_transfer::on_socket(void* self, curlsocktype, curl_sockaddr* where) noexcept
{
    if (!static_cast<http_transfer*>(self)->may_connect(where->addr)) return CURL_SOCKET_BAD;
    return ::socket(where->family, where->socktype | SOCK_CLOEXEC, where->protocol);
}

std::string http_transfer::cut_text() const
{
    if (cut_ == cut::headers) return "its headers have no end";
    return fmt::format("more than the limit of {} bytes", request_.limits.body_bytes);
}

std::string http_transfer::timeout_text() const
{
    auto const& limits = request_.limits;
    curl_off_t connected = 0;
    library_->easy_getinfo(handle_, CURLINFO_PRETRANSFER_TIME_T, &connected);
    if (connected == 0)
        return fmt::format(
            "no connection within {}", format_duration(std::min(limits.connect, limits.total)));
    return fmt::format("no whole answer within {}", format_duration(limits.total));
}

std::string http_transfer::connect_text() const
{
    if (led_to_private_)
        return request_.from_public ? "a public address leads to this private one"
                                    : "redirected from a public address to a private one";
    long number = 0;
    library_->easy_getinfo(handle_, CURLINFO_OS_ERRNO, &number);
    if (number == 0) return "cannot connect";
    return std::error_code{static_cast<int>(number), std::generic_category()}.message();
}

http_failure http_transfer::failure_of(CURLcode result) const
{
    if (cut_ != cut::none) return {exit_code::bad_input, cut_text()};
    switch (static_cast<int>(result)) {
    case CURLE_FILESIZE_EXCEEDED:
        return {exit_code::bad_input, cut_text()};
    case CURLE_OPERATION_TIMEDOUT:
        return {exit_code::timed_out, timeout_text()};
    case CURLE_COULDNT_RESOLVE_HOST:
        return {exit_code::network, "the host is not known"};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {exit_code::network, "the proxy is not known"};
    case CURLE_COULDNT_CONNECT:
    case CURLE_ABORTED_BY_CALLBACK:
        return {exit_code::network, connect_text()};
    case CURLE_TOO_MANY_REDIRECTS:
        return {
            exit_code::network,
            fmt::format("redirected more than {} times", request_.limits.redirects)};
    case CURLE_UNSUPPORTED_PROTOCOL:
        return {
            exit_code::network,
            status() / 100 == 3 ? "redirected to what is neither http nor https"
                                : "the answer is not HTTP"};
    case CURLE_GOT_NOTHING:
        return {exit_code::network, "the server closed without an answer"};
    case CURLE_PARTIAL_FILE:
        return {exit_code::network, "the answer is cut short"};
    case CURLE_BAD_CONTENT_ENCODING:
        return {exit_code::network, "the answer is not well compressed"};
    default:
        return {exit_code::network, library_->easy_strerror(result)};
    }
}

http_outcome http_transfer::finish(CURLcode result)
{
    reply_.status = status();
    reply_.from_public = from_public_;
    char* url = nullptr;
    library_->easy_getinfo(handle_, CURLINFO_EFFECTIVE_URL, &url);
    reply_.url = url != nullptr ? url : request_.url;
    curl_off_t microseconds = 0;
    library_->easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &microseconds);
    reply_.elapsed = std::chrono::milliseconds{microseconds / 1000};
    http_outcome outcome{.reply = std::move(reply_), .failure = std::nullopt};
    if (result != CURLE_OK) outcome.failure = failure_of(result);
    return outcome;
}

}  // namespace bt::net
