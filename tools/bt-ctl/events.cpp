#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/control/client.hpp>

#include <bt-ctl/context.hpp>
#include <bt-ctl/line_of.hpp>
#include <bt-ctl/selection.hpp>
#include <bt-ctl/wait.hpp>

/// bt-ctl events: what happens, as it happens.
namespace bt_ctl {
namespace {

using bt::exit_code;

/// Keys of those that are there; one that is not can be waited for by its whole info-hash.
std::vector<std::string> torrents_of(context& on)
{
    std::vector<std::string> out;
    auto words = on.given().arguments;
    std::erase_if(words, [&](std::string const& word) {
        bool const is_whole = is_hash_prefix(word) && (word.size() == 40 || word.size() == 64);
        if (is_whole) out.push_back(word);
        return is_whole;
    });
    if (words.empty()) return out;
    auto const found = choose(on, {.words = std::move(words)});
    for (auto const& each : found.torrents)
        out.push_back(each.key);
    for (auto const& word : found.missed)
        bt::fail(
            exit_code::not_found, "find", word, std::string_view{"the session has none like that"});
    return out;
}

value params_of(context& on)
{
    auto const& given = on.given();
    object params;
    if (given.has("--events")) {
        auto const list = given.text("--events");
        std::vector<std::string> kinds;
        for (auto const each : bt::split(list, ','))
            kinds.emplace_back(each);
        params.add("events", kinds);
    }
    if (auto const keys = torrents_of(on); !keys.empty()) params.add("torrents", keys);
    if (given.has("--interval")) {
        auto const length = bt::parse_duration(given.text("--interval"));
        params.add("interval_ms", value{std::int64_t{length->count()}});
    }
    return params.made();
}

void tell(context& on, std::string const& event)
{
    using bt::record::form;
    auto const as = on.tell().write().as();
    if (as == form::json)
        on.line(event);
    else
        on.line(as == form::human ? line_of(parse(event)) : values_of(parse(event)));
}

exit_code follow(context& on, bt::record::summary& summary)
{
    bt::cli::interrupt interrupt;
    waiting const wait{interrupt.token()};
    auto most = bt::parse_integer(on.given().text("--count"), 1, std::int64_t{1} << 62U);
    (void)on.call("subscribe", params_of(on));
    for (;;) {
        auto const event = on.session().next_event(std::chrono::milliseconds{0});
        if (!event) {
            auto const now = wait.for_input(on.session().fd(), -1, std::nullopt);
            if (!now.stopped) continue;
            auto const end = bt::stopped_by(interrupt.signal());
            summary.reason = bt::row_of(end).name;
            return end;
        }
        auto const kind = bt::control::member_of(*event, "kind");
        tell(on, *event);
        if (kind == R"("session_stopped")") {
            summary.reason = "session_stopped";
            return exit_code::ok;
        }
        if (most && --*most == 0) {
            summary.reason = "count";
            return exit_code::ok;
        }
        if (interrupt.token().stop_requested()) {
            auto const end = bt::stopped_by(interrupt.signal());
            summary.reason = bt::row_of(end).name;
            return end;
        }
    }
}

}  // namespace

exit_code run_events(context& on)
{
    return bt::cli::with_summary(
        on.tell(), [&](bt::record::summary& summary) { return follow(on, summary); });
}

}  // namespace bt_ctl
