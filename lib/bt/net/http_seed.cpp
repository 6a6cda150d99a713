#include <bt/net/url.hpp>
#include <bt/net/web_seed_visit.hpp>

#include <fmt/format.h>

namespace bt::net {
namespace {

/// The URL may be any script with arguments of its own.
std::string piece_url(web_seed_request const& request, std::int64_t piece)
{
    return with_argument(
        request.url,
        fmt::format("info_hash={}&piece={}", percent_encode(request.info_hash), piece));
}

/// False if nothing more can be had.
bool check_piece(web_seed_visit& visit, web_seed_sample const& sample)
{
    auto const about = fmt::format("piece {}", sample.piece);
    auto const outcome =
        visit.get(piece_url(visit.request(), sample.piece), std::nullopt, sample.length);
    if (visit.is_over()) return false;
    auto const status = outcome.reply.status;
    if (status == 503)
        visit.fail(exit_code::network, about, "the server wants to be asked later (503)");
    else if (status != 200 && status != 0)
        visit.fail(exit_code::network, about, fmt::format("HTTP status {}", status));
    else if (outcome.failure && outcome.failure->code == exit_code::bad_input)
        visit.verify(sample, {});  // more than a piece is not the piece
    else if (outcome.failure)
        visit.fail(outcome.failure->code, about, outcome.failure->why);
    else
        visit.verify(sample, outcome.reply.body);
    return !visit.is_over();
}

}  // namespace

void check_http_seed(web_seed_visit& visit)
{
    if (visit.request().info_hash.empty())
        return visit.fail(
            exit_code::network, {}, "BEP 17 knows v1 torrents alone, and this is none");
    for (auto const& sample : visit.request().samples)
        if (!check_piece(visit, sample)) return;
}

}  // namespace bt::net
