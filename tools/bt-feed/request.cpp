#include "request.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/file.hpp>
#include <bt/state/dirs.hpp>

#include <chrono>

namespace bt_feed {
namespace {

std::vector<bt::feed::pattern>
patterns_of(std::vector<std::string> const& texts, options const& given)
{
    using letters = bt::feed::pattern::letters;
    auto const how = given.ignore_case ? letters::either_case : letters::as_they_are;
    std::vector<bt::feed::pattern> out;
    for (auto const& each : texts)
        out.emplace_back(each, how);
    return out;
}

}  // namespace

bt::feed::follow_options follow_options_of(options const& given, std::int64_t now)
{
    bt::feed::follow_options out;
    out.wanted.match = patterns_of(given.match, given);
    out.wanted.exclude = patterns_of(given.exclude, given);
    if (given.since) out.wanted.since = given.since->seconds(now);
    out.first = bt::feed::first_run_of(given.first_run).value_or(bt::feed::first_run::all);
    out.memory = std::chrono::duration_cast<std::chrono::seconds>(given.remember.value);
    return out;
}

bt::feed::fetch_options fetch_options_of(options const& given)
{
    bt::feed::fetch_options out;
    // 0 is no limit, which libcurl knows as a very long one.
    constexpr std::chrono::hours for_ever{10'000};
    out.limits.total = given.timeout.value.count() > 0 ? given.timeout.value : for_ever;
    out.limits.body_bytes = static_cast<std::size_t>(given.max_size.value);
    out.parsing.items = static_cast<std::size_t>(given.max_items);
    out.proxy = given.proxy;
    return out;
}

std::string state_file_of(options const& given, bool makes)
{
    if (!given.state.empty()) return given.state;
    auto const folder = bt::join_path(bt::state::state_dir({}), "feeds");
    if (makes) bt::state::make_private_folder(folder);
    return bt::join_path(folder, "feeds.db");
}

std::int64_t now_in_seconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               bt::system_clock{}.wall().time_since_epoch())
        .count();
}

}  // namespace bt_feed
