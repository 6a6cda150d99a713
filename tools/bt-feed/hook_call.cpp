#include "hook_call.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>
#include <bt/record/render.hpp>

#include <fmt/format.h>

#include <chrono>
#include <optional>

namespace bt_feed {
namespace {

using bt::exit_code;
using std::chrono::steady_clock;

bt::cli::hook_call call_of(options const& given, bt::record::feed_item const& item)
{
    return {
        .command = bt::cli::split_words(given.exec).value_or(std::vector<std::string>{}),
        .input = bt::record::to_json(item) + "\n",
        .environment =
            {{"BT_EVENT", "feed_item"},
             {"BT_URL", item.url},
             {"BT_TITLE", item.title},
             {"BT_GUID", item.guid},
             {"BT_INFO_HASH", item.info_hash.value_or("")},
             {"BT_FEED", item.feed},
             {"BT_SEEN", item.seen ? "true" : "false"}},
        .timeout = given.exec_timeout.value};
}

}  // namespace

std::string
run_hook(options const& given, bt::record::feed_item const& item, bt::cli::interrupt const& asked)
{
    constexpr std::chrono::milliseconds between_looks{10};
    constexpr std::chrono::seconds patience{5};
    std::optional<bt::cli::hook_end> end;
    bt::cli::hook_runner hooks{1};
    hooks.call(call_of(given, item), [&](bt::cli::hook_end const& how) { end = how; });
    std::optional<steady_clock::time_point> stopping;
    while (!end) {
        hooks.look();
        if (end) break;
        auto const now = steady_clock::now();
        if (asked.signal() != 0 && !stopping) stopping = now + patience;
        if (stopping && now >= *stopping)
            throw bt::error{exit_code::interrupted, fmt::format("{} was ended", given.exec)};
        (void)bt::rest(between_looks, {});
    }
    return end->is_fine() ? std::string{} : end_text(given.exec, *end);
}

}  // namespace bt_feed
