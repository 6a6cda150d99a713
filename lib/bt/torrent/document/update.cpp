#include "update.hpp"

#include <bt/base/error.hpp>
#include <bt/net/http.hpp>
#include <bt/net/url.hpp>
#include <bt/torrent/document/signed.hpp>

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace bt::torrent {
namespace {

constexpr std::string_view asking = "ask for an update at";

/// Whether a server says by it that there is none, and not that it has a trouble.
bool says_none(int status)
{
    return status == 204 || status == 304 || status == 404 || status == 410;
}

}  // namespace

update_answer ask_for_update(document const& what, load_limits const& limits)
{
    auto const& facts = what.facts();
    if (!facts.update_url)
        fail(
            exit_code::not_found,
            "ask for an update of",
            facts.name.value_or(what.key()),
            std::string_view{"it names no update URL"});
    if (!net::is_http(*facts.update_url))
        fail(
            exit_code::bad_input,
            asking,
            *facts.update_url,
            std::string_view{"it is no http or https URL"});
    update_answer out{
        .url = net::with_argument(*facts.update_url, "info_hash=" + what.key()), .newer = {}};
    auto const got = net::http_client{}.get(
        {.url = out.url,
         .limits = {.total = limits.fetch_time, .body_bytes = limits.file_bytes},
         .proxy = limits.proxy},
        limits.stop);
    out.status = got.reply.status;
    if (got.failure) fail(got.failure->code, asking, out.url, std::string_view{got.failure->why});
    if (says_none(out.status) || (out.status == 200 && got.reply.body.empty())) return out;
    if (out.status != 200)
        fail(exit_code::network, asking, out.url, fmt::format("the server says {}", out.status));
    auto newer = parse_document(got.reply.body, out.url, limits);
    if (newer.key() == what.key()) return out;
    auto const originator = originator_of(what);
    if (!originator.empty() && !is_signed_by(newer, originator))
        fail(
            exit_code::bad_input,
            "take the update at",
            out.url,
            fmt::format(
                "the originator of {} has not signed it", what.facts().name.value_or(what.key())));
    out.newer = std::move(newer);
    return out;
}

record::update_check describe(document const& what, update_answer const& answer, std::string input)
{
    record::update_check out{
        .torrent = what.key(),
        .name = what.facts().name,
        .url = answer.url,
        .status = answer.status,
        .is_updated = answer.newer.has_value(),
        .input = std::move(input)};
    if (!answer.newer) return out;
    auto const& facts = answer.newer->facts();
    out.newer_name = facts.name;
    out.newer_info_hash_v1 = facts.info_hash_v1;
    out.newer_info_hash_v2 = facts.info_hash_v2;
    return out;
}

}  // namespace bt::torrent
