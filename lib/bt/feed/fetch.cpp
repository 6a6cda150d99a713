#include "fetch.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::feed {
namespace {

constexpr int not_modified = 304;

/// What goes back to the server with every request.
std::string kept_validator(std::string value)
{
    constexpr std::size_t longest = 1024;
    if (value.size() > longest) value.clear();
    return value;
}

}  // namespace

net::http_request request_for(
    std::string const& url,
    std::optional<state::followed_feed> const& known,
    fetch_options const& how)
{
    net::http_request out{.url = url, .limits = how.limits};
    out.accept = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9,"
                 " */*;q=0.5";
    out.proxy = how.proxy;
    if (!known) return out;
    out.if_none_match = known->etag;
    out.if_modified_since = known->last_modified;
    return out;
}

fetched read_answer(
    std::optional<state::followed_feed> const& known,
    net::http_request const& asked,
    net::http_outcome answer,
    fetch_options const& how)
{
    auto const& url = asked.url;
    if (answer.failure) fail(answer.failure->code, "fetch", url, answer.failure->why);
    auto& reply = answer.reply;
    bool const has_validators = !asked.if_none_match.empty() || !asked.if_modified_since.empty();
    if (reply.status == not_modified && known && has_validators)
        return {.feed = *known, .content = std::nullopt};
    if (reply.status != 200)
        fail(exit_code::network, "fetch", url, fmt::format("HTTP status {}", reply.status));
    fetched out;
    out.content = parse(
        std::move(reply.body),
        {.name = url, .url = reply.url, .content_type = reply.content_type},
        how.parsing);
    out.feed = {
        .url = url,
        .title = out.content->title,
        .etag = kept_validator(reply.etag),
        .last_modified = kept_validator(reply.last_modified),
        .ttl = out.content->ttl.value_or(std::chrono::seconds{0})};
    return out;
}

std::chrono::seconds pause_before_next(
    std::chrono::seconds interval,
    std::chrono::seconds ttl,
    std::optional<std::chrono::seconds> retry_after)
{
    constexpr std::chrono::hours most{24};
    auto const wished = std::max(ttl, retry_after.value_or(std::chrono::seconds{0}));
    return std::max(interval, std::min<std::chrono::seconds>(wished, most));
}

}  // namespace bt::feed
