#include "http_scrape.hpp"

#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/net/url.hpp>

#include <fmt/format.h>

namespace bt::net {
namespace {

constexpr bencode::limits reply_limits{.depth = 8, .items = 200'000};

bool is(bencode::type wanted, std::string_view value)
{
    return !value.empty() && bencode::cursor{value}.kind() == wanted;
}

std::optional<std::int64_t> count_in(std::string_view entry, std::string_view key)
{
    auto const value = bencode::find(entry, key);
    if (!is(bencode::type::integer, value)) return std::nullopt;
    auto const count = bencode::cursor{value}.integer();
    return count >= 0 ? std::optional{count} : std::nullopt;
}

scrape_answer failed(std::string why)
{
    return {.verdict = scrape_verdict::failed, .why = std::move(why)};
}

scrape_answer read_files(std::string_view reply, std::string_view info_hash)
{
    auto const files = bencode::find(reply, "files");
    if (!is(bencode::type::dictionary, files)) return failed("the answer has no files");
    auto const entry = bencode::find(files, info_hash);
    if (entry.empty())
        return {.verdict = scrape_verdict::unknown, .why = "the tracker does not know the torrent"};
    if (!is(bencode::type::dictionary, entry)) return failed("the answer has no numbers");
    return {
        .verdict = scrape_verdict::ok,
        .complete = count_in(entry, "complete"),
        .incomplete = count_in(entry, "incomplete"),
        .downloaded = count_in(entry, "downloaded")};
}

scrape_answer read_body(http_reply const& reply, std::string_view info_hash)
{
    auto const found = bencode::check(reply.body, reply_limits);
    bool const whole = !found.wrong && is(bencode::type::dictionary, reply.body);
    if (whole) {
        auto const why = bencode::find(reply.body, "failure reason");
        if (is(bencode::type::string, why))
            return failed(fmt::format("the tracker says: {}", bencode::cursor{why}.string()));
    }
    if (reply.status != 200) return failed(fmt::format("HTTP status {}", reply.status));
    if (found.wrong)
        return failed(
            fmt::format("not bencoded: {} at byte {}", found.wrong->why, found.wrong->offset));
    return whole ? read_files(reply.body, info_hash) : failed("the answer is no dictionary");
}

}  // namespace

std::optional<std::string> scrape_url_of(std::string_view announce, std::string_view info_hash)
{
    constexpr std::string_view word = "announce";
    announce = announce.substr(0, announce.find('#'));
    auto const slash = announce.rfind('/');
    if (slash == std::string_view::npos || !announce.substr(slash + 1).starts_with(word))
        return std::nullopt;
    auto const url = fmt::format(
        "{}scrape{}", announce.substr(0, slash + 1), announce.substr(slash + 1 + word.size()));
    return with_argument(url, "info_hash=" + percent_encode(info_hash));
}

scrape_answer read_scrape(http_outcome const& outcome, std::string_view info_hash)
{
    scrape_answer answer;
    if (auto const& failure = outcome.failure; failure) {
        answer = failed(failure->why);
        if (failure->code == exit_code::timed_out) answer.verdict = scrape_verdict::timed_out;
    } else {
        answer = read_body(outcome.reply, info_hash);
    }
    answer.elapsed = outcome.reply.elapsed;
    return answer;
}

}  // namespace bt::net
