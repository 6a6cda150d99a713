#include "web_seed_visit.hpp"

#include <fmt/format.h>

namespace bt::net {
namespace {

/// What a server may send beyond what was asked: the page of an error, or a longer file.
constexpr std::int64_t spare_bytes = 4096;

}  // namespace

web_seed_visit::web_seed_visit(web_seed_request const& request, std::stop_token const& stop)
    : request_{&request}
    , stop_{stop}
{
}

http_outcome
web_seed_visit::get(std::string url, std::optional<byte_range> range, std::int64_t bytes)
{
    using std::chrono::milliseconds;
    auto const spent =
        std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun_);
    auto limits = request_->limits;
    if (spent >= limits.total) {
        fail(exit_code::timed_out, {}, "the check took longer than its time limit");
        return {};
    }
    limits.total -= spent;
    limits.body_bytes = static_cast<std::size_t>(bytes + spare_bytes);
    auto outcome = client_.get(
        {.url = std::move(url), .range = range, .compressed = false, .limits = limits}, stop_);
    if (outcome.reply.status != 0) report_.status = outcome.reply.status;
    report_.received_bytes += static_cast<std::int64_t>(outcome.reply.body.size());
    return outcome;
}

void web_seed_visit::fail(exit_code code, std::string_view about, std::string_view why)
{
    report_.failure = {code, about.empty() ? std::string{why} : fmt::format("{}: {}", about, why)};
}

void web_seed_visit::verify(web_seed_sample const& sample, std::string_view bytes)
{
    ++report_.pieces_checked;
    bool const right = static_cast<std::int64_t>(bytes.size()) == sample.length
        && request_->verify(sample.piece, bytes);
    if (!right) ++report_.pieces_wrong;
}

web_seed_report web_seed_visit::finish()
{
    report_.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun_);
    return std::move(report_);
}

}  // namespace bt::net
