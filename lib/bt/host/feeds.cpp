#include "feeds.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>
#include <bt/control/value.hpp>
#include <bt/host/feed_answer.hpp>
#include <bt/host/parse.hpp>
#include <bt/net/http.hpp>
#include <bt/net/url.hpp>
#include <bt/record/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <utility>

/// The feeds, and when each is looked at; feed_items.cpp has what becomes of their items.
namespace bt::host {
namespace {

using std::chrono::seconds;

constexpr std::size_t most_feeds = 1000;
constexpr std::size_t looked_at_a_time = 4;
constexpr std::size_t fetched_at_a_time = 8;
constexpr std::size_t longest_url = 8192;
constexpr seconds default_interval{1800};

std::vector<feed::pattern>
patterns_of(std::optional<std::vector<std::string>> const& texts, bool ignore_case)
{
    using letters = feed::pattern::letters;
    std::vector<feed::pattern> out;
    if (texts)
        for (auto const& each : *texts)
            out.emplace_back(each, ignore_case ? letters::either_case : letters::as_they_are);
    return out;
}

feed::follow_options follow_options_of(record::feed const& as)
{
    bool const ignore_case = as.ignore_case.value_or(false);
    feed::follow_options out;
    out.wanted.match = patterns_of(as.match, ignore_case);
    out.wanted.exclude = patterns_of(as.exclude, ignore_case);
    auto const first = feed::first_run_of(as.first_run.value_or("all"));
    if (!first)
        fail(
            exit_code::usage,
            "follow feed",
            as.url,
            std::string_view{"first_run is all, none or newest"});
    out.first = *first;
    return out;
}

void check(record::feed const& as)
{
    bool const is_plain = as.url.size() <= longest_url
        && std::ranges::none_of(as.url, [](char c) { return c >= 0 && c <= ' '; });
    if (!net::is_http(as.url) || net::host_of(as.url).empty() || !is_plain)
        fail(
            exit_code::usage,
            "follow feed",
            as.url,
            std::string_view{"it is no http or https URL"});
    if (as.save_path && !as.save_path->starts_with('/'))
        fail(
            exit_code::usage,
            "follow feed",
            as.url,
            std::string_view{"save_path is an absolute path"});
}

/// What holds, whether it was said or not; and nothing of what changes by itself.
record::feed settled(record::feed as)
{
    as.title.reset();
    as.last_update.reset();
    as.ttl.reset();
    as.num_items = 0;
    as.num_unseen = 0;
    as.next_update.reset();
    as.updating.reset();
    as.error_message.reset();
    as.interval = as.interval.value_or(default_interval.count());
    as.auto_download = as.auto_download.value_or(true);
    as.first_run = as.first_run.value_or("all");
    return as;
}

/// A large one costs much memory while it is read.
std::mutex& reading()
{
    static std::mutex one;
    return one;
}

}  // namespace

std::int64_t unix_now()
{
    return static_cast<std::int64_t>(unix_seconds(bt::system_clock{}.wall()));
}

feeds::feeds(
    owner& of, session::session& on, std::string database, std::string_view saved, callbacks by)
    : owner_{&of}
    , session_{&on}
    , database_{std::move(database)}
    , by_{std::move(by)}
    , looking_{on, looked_at_a_time}
    , fetching_items_{on, fetched_at_a_time}
{
    read(saved);
}

state::feed_store& feeds::store()
{
    using mode = state::feed_store::mode;
    if (!store_)
        store_ = std::make_unique<state::feed_store>(
            database_, database_.empty() ? mode::rehearsal : mode::lasting);
    return *store_;
}

feeds::followed* feeds::find(int number)
{
    auto const found = feeds_.find(number);
    return found == feeds_.end() ? nullptr : &found->second;
}

std::map<int, feeds::followed>::iterator feeds::named(std::string const& url)
{
    auto const found =
        std::ranges::find_if(feeds_, [&](auto const& each) { return each.second.as.url == url; });
    if (found == feeds_.end())
        fail(
            exit_code::not_found,
            "find feed",
            url,
            std::string_view{"the session does not follow it"});
    return found;
}

/// As long after it was looked at last as it is to be, in whichever run that was.
feeds::clock::time_point feeds::due_of(followed const& one)
{
    auto const now = clock::now();
    auto const known = store().feed(one.as.url);
    if (!known && !one.looked) return now;
    auto const pause = feed::pause_before_next(
        seconds{*one.as.interval}, known ? known->ttl : seconds{0}, one.retry_after);
    if (one.looked) return std::max(now, *one.looked + pause);
    auto const age = seconds{std::max<std::int64_t>(0, unix_now() - known->last_update)};
    return now + std::max(seconds{0}, pause - age);
}

void feeds::read(std::string_view saved)
{
    while (!saved.empty()) {
        auto const line = saved.substr(0, saved.find('\n'));
        saved.remove_prefix(std::min(saved.size(), line.size() + 1));
        auto as = settled(feed_of(control::value_of_json(line)));
        auto how = follow_options_of(as);
        auto& made = feeds_[++last_number_];
        made = {.as = std::move(as), .how = std::move(how), .due = clock::now()};
    }
    for (auto& [number, one] : feeds_) {
        if (auto const known = store().feed(one.as.url); known && !known->title.empty())
            one.as.title = known->title;
        // What an earlier run did not come to waits until it is known where the feed is.
        bool const owes = !feed::to_tell(store(), one.as.url, one.how, false).empty();
        one.due = owes ? clock::now() : due_of(one);
    }
}

void feeds::save()
{
    std::string out;
    for (auto const& [number, one] : feeds_)
        out += record::to_json(settled(one.as)) + '\n';
    by_.save(out);
}

bool feeds::follow(record::feed what)
{
    check(what);
    auto as = settled(std::move(what));
    auto how = follow_options_of(as);
    auto const found = std::ranges::find_if(
        feeds_, [&](auto const& each) { return each.second.as.url == as.url; });
    if (found != feeds_.end()) {
        auto& one = found->second;
        auto const before = std::exchange(one.as, std::move(as));
        one.as.title = before.title;
        try {
            save();
        } catch (...) {
            one.as = before;
            throw;
        }
        one.how = std::move(how);
        one.due = due_of(one);
        // Other rules may want what these did not, and not what these did.
        for (auto const& each : std::exchange(one.todo, {}))
            one.open.erase(each.kept.item.guid);
        gather(found->first, one);
        answer_waiting(one);
        return false;
    }
    if (feeds_.size() >= most_feeds)
        fail(
            exit_code::usage,
            "follow feed",
            as.url,
            fmt::format("the session follows {} already", most_feeds));
    (void)store();
    auto const number = ++last_number_;
    feeds_[number] = {.as = std::move(as), .how = std::move(how), .due = clock::now()};
    try {
        save();
    } catch (...) {
        feeds_.erase(number);
        throw;
    }
    return true;
}

void feeds::remove(std::string const& url)
{
    auto node = feeds_.extract(named(url));
    try {
        save();
        (void)store().forget(url);
    } catch (error const&) {
        feeds_.insert(std::move(node));
        try {
            save();
        } catch (error const&) {
            // The next change saves it.
        }
        throw;
    }
    auto& gone = node.mapped();
    gone.stop.request_stop();
    gone.updating = false;
    gone.open.clear();
    answer_waiting(gone);
}

void feeds::describe(record::feed& into, followed const& one) const
{
    auto const known = std::move(into);
    into = one.as;
    if (!known.url.empty()) {
        into.title = known.title;
        into.last_update = known.last_update;
        into.ttl = known.ttl;
        into.num_items = known.num_items;
        into.num_unseen = known.num_unseen;
    }
    auto const wait = std::chrono::ceil<seconds>(one.due - clock::now());
    into.next_update = unix_now() + std::max<std::int64_t>(0, wait.count());
    into.updating = one.updating;
    if (!one.trouble.empty()) into.error_message = one.trouble;
    if (!into.save_path) into.save_path = owner_->save_path();
}

std::vector<record::feed> feeds::list()
{
    std::vector<record::feed> out;
    if (feeds_.empty()) return out;
    auto const known = store().feeds();
    for (auto const& [number, one] : feeds_) {
        auto const at = std::ranges::find(known, one.as.url, &record::feed::url);
        auto& each = out.emplace_back();
        if (at != known.end()) each = *at;
        describe(each, one);
    }
    std::ranges::sort(out, {}, &record::feed::url);
    return out;
}

record::feed feeds::state_of(std::string const& url)
{
    (void)named(url);
    auto all = list();
    return std::move(*std::ranges::find(all, url, &record::feed::url));
}

void feeds::look(int number, followed& one)
{
    auto const known = store().feed(one.as.url);
    fetching_.proxy = owner_->proxy();
    auto const asked = feed::request_for(one.as.url, known, fetching_);
    one.updating = true;
    looking_.start([this, number, known, asked, how = fetching_, ours = one.stop](
                       std::stop_token const& stop) mutable {
        std::stop_callback const both{stop, [&ours] { ours.request_stop(); }};
        auto const got = std::make_shared<answer>();
        try {
            auto outcome = net::http_client{}.get(asked, ours.get_token());
            got->retry_after = outcome.reply.retry_after;
            got->from_public = outcome.reply.from_public;
            std::scoped_lock const one_at_a_time{reading()};
            got->what = feed::read_answer(known, asked, std::move(outcome), how);
        } catch (error const& e) {
            got->why = e;
        } catch (std::exception const& e) {
            got->why =
                error{exit_code::failed, fmt::format("cannot fetch {}: {}", asked.url, e.what())};
        }
        return [this, number, got] { take(number, *got); };
    });
}

void feeds::take(int number, answer& got)
{
    auto* const one = find(number);
    if (one == nullptr) return;
    one->updating = false;
    try {
        auto const known = store().feed(one->as.url);
        auto const ttl = got.what ? got.what->feed.ttl : known ? known->ttl : seconds{0};
        std::chrono::milliseconds const pause =
            feed::pause_before_next(seconds{*one->as.interval}, ttl, got.retry_after);
        one->looked = clock::now();
        one->retry_after = got.retry_after;
        one->due = clock::now() + std::max(pause, with_jitter(pause));
        if (got.why) throw *got.why;
        one->from_public = got.from_public;
        feed::take_in(store(), *got.what, one->how, unix_now());
        if (!got.what->feed.title.empty()) one->as.title = got.what->feed.title;
        one->trouble.clear();
        // Where the feed can be had, so may be what could not before.
        for (auto& [guid, failure] : one->failures)
            failure.next = clock::now();
    } catch (error const& e) {
        failed(*one, e);
    }
    try {
        // What is owed is, also where the feed cannot be had now.
        gather(number, *one);
    } catch (error const& e) {
        failed(*one, e);
    }
    answer_waiting(*one);
}

void feeds::failed(followed& one, error const& why)
{
    constexpr seconds again{60};
    one.trouble = why.what();
    one.due = std::max(one.due, clock::now() + again);
    by_.on_error({.feed = one.as.url, .feed_title = one.as.title, .error_message = why.what()});
}

void feeds::refresh(std::string const& url, std::function<void()> then)
{
    auto const at = named(url);
    auto& one = at->second;
    if (!one.updating) look(at->first, one);
    if (then) one.waiting.push_back(std::move(then));
}

void feeds::answer_waiting(followed& one)
{
    if (one.updating || !one.open.empty()) return;
    for (auto const& each : std::exchange(one.waiting, {}))
        each();
}

}  // namespace bt::host
