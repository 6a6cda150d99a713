#include <bt/base/clock.hpp>
#include <bt/feed/link.hpp>
#include <bt/host/call.hpp>
#include <bt/host/feed_answer.hpp>
#include <bt/net/url.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

/// What becomes of the items of a feed.
namespace bt::host {
namespace {

using std::chrono::minutes;

/// Of one feed: the others are to have some, too.
constexpr int most_fetched = 3;
/// It means reading all that is owed.
constexpr std::chrono::seconds between_retries{30};

}  // namespace

struct feeds::loaded {
    std::optional<torrent::metainfo> torrent;
    std::optional<error> why;
};

/// What is owed and wanted, and neither under way nor to be left alone for a while.
void feeds::gather(int number, followed& one)
{
    auto const now = clock::now();
    std::map<std::string, failing> failures;
    one.retry_at = clock::time_point::max();
    for (auto& each : feed::to_tell(store(), one.as.url, one.how, false)) {
        auto const& guid = each.item.guid;
        // Those that are not wanted any more are forgotten.
        if (auto node = one.failures.extract(guid); !node.empty()) {
            bool const rests = now < node.mapped().next;
            if (rests) one.retry_at = std::min(one.retry_at, node.mapped().next);
            failures.insert(std::move(node));
            if (rests) continue;
        }
        if (one.open.insert(guid).second)
            one.todo.push_back({.feed = number, .kept = std::move(each)});
    }
    one.failures = std::move(failures);
    if (!one.failures.empty()) one.retry_at = std::max(one.retry_at, now + between_retries);
}

void feeds::on_tick()
{
    constexpr std::chrono::milliseconds at_most{20};
    auto const now = clock::now();
    for (auto& [number, one] : feeds_) {
        if (one.updating || one.due > now) continue;
        try {
            look(number, one);
        } catch (error const& e) {
            failed(one, e);
        }
    }
    retry_some();
    begin_some(now + at_most);
    settle();
    looking_.go_on();
    fetching_items_.go_on();
}

/// Of one feed, since it takes its time.
void feeds::retry_some()
{
    auto const now = clock::now();
    auto const at = std::ranges::find_if(
        feeds_, [now](auto const& each) { return each.second.retry_at <= now; });
    if (at == feeds_.end()) return;
    try {
        gather(at->first, at->second);
    } catch (error const& e) {
        at->second.retry_at = now + between_retries;
        failed(at->second, e);
    }
}

/// The next one that has something to be done, in turn.
feeds::followed* feeds::next_to_serve()
{
    auto const can_go_on = [](auto const& each) {
        return !each.second.todo.empty() && each.second.num_fetched < most_fetched;
    };
    auto at = std::find_if(feeds_.upper_bound(last_served_), feeds_.end(), can_go_on);
    if (at == feeds_.end()) at = std::ranges::find_if(feeds_, can_go_on);
    if (at == feeds_.end()) return nullptr;
    last_served_ = at->first;
    return &at->second;
}

void feeds::begin_some(clock::time_point until)
{
    while (clock::now() < until) {
        auto* const one = next_to_serve();
        if (one == nullptr) return;
        auto next = std::move(one->todo.front());
        one->todo.pop_front();
        begin(*one, std::move(next));
    }
}

void feeds::begin(followed& one, open_item what)
{
    if (!one.as.auto_download.value_or(true)) return done(std::move(what), std::nullopt);
    auto const& url = what.kept.item.url;
    // A feed is a stranger's: it is not to name files of this machine.
    if (net::is_http(url)) return fetch(one, std::move(what));
    try {
        if (!feed::is_magnet(url))
            bt::fail(
                exit_code::bad_input,
                "add",
                url,
                std::string_view{"it is no http or https URL, nor a magnet link"});
        auto torrent = torrent::parse_magnet(url);
        add(std::move(what), std::move(torrent));
    } catch (error const& e) {
        failed(what, e);
    }
}

void feeds::fetch(followed& one, open_item what)
{
    ++one.num_fetched;
    load_limits limits;
    limits.proxy = owner_->proxy();
    limits.from_public = one.from_public;
    fetching_items_.start([this, what = std::move(what), limits, ours = one.stop](
                              std::stop_token const& stop) mutable {
        std::stop_callback const both{stop, [&ours] { ours.request_stop(); }};
        auto const got = std::make_shared<loaded>();
        auto const& item = what.kept.item;
        try {
            limits.stop = ours.get_token();
            got->torrent = torrent::load(item.url, limits, torrent::piece_layers::optional);
        } catch (error const& e) {
            got->why = e;
        } catch (std::exception const& e) {
            got->why =
                error{exit_code::failed, fmt::format("cannot read {}: {}", item.url, e.what())};
        }
        return [this, what, got] {
            auto* const still = find(what.feed);
            if (still == nullptr) return;
            --still->num_fetched;
            try {
                if (!got->torrent && what.kept.item.magnet)
                    got->torrent = torrent::parse_magnet(*what.kept.item.magnet);
            } catch (error const&) {
                // What is wrong with the file says more.
            }
            if (got->torrent)
                add(what, std::move(*got->torrent));
            else
                failed(what, *got->why);
        };
    });
}

void feeds::add(open_item what, torrent::metainfo torrent)
{
    auto* const one = find(what.feed);
    if (one == nullptr) return;
    // Its rules may be others by now.
    if (!feed::wants(one->how.wanted, what.kept.item, what.kept.found)) {
        one->open.erase(what.kept.item.guid);
        answer_waiting(*one);
        return;
    }
    auto key = torrent.key();
    try {
        if (auto const present = find_torrent(*owner_, *session_, torrent)) {
            auto const status = session_->status(*present);
            return done(std::move(what), status ? status->torrent : key);
        }
        auto const& as = one->as;
        session::add_request how;
        how.save_path = as.save_path.value_or(owner_->save_path());
        how.name = what.kept.item.title;
        how.options.paused = as.paused.value_or(false);
        how.options.down_bytes_per_second = as.download_limit.value_or(0);
        how.options.up_bytes_per_second = as.upload_limit.value_or(0);
        (void)owner_->add(
            {.what = std::move(torrent),
             .how = std::move(how),
             .sorted = {as.category.value_or(""), as.tags.value_or(std::vector<std::string>{})},
             .origin = what.kept.item.url,
             .source_feed_url = as.url});
    } catch (error const& e) {
        return failed(what, e);
    }
    done(std::move(what), std::move(key));
}

/// It is tried again, ever more seldom; and given up only once the feed has it no more.
void feeds::failed(open_item const& what, error const& why)
{
    constexpr int tries_of_gone = 5;
    constexpr minutes longest{360};
    constexpr int doublings = 9;
    auto* const one = find(what.feed);
    if (one == nullptr) return;
    auto const& item = what.kept.item;
    auto& failure = one->failures[item.guid];
    ++failure.times;
    failure.next =
        clock::now() + std::min(longest, minutes{1 << std::min(failure.times - 1, doublings)});
    one->retry_at = std::min(one->retry_at, std::max(failure.next, clock::now() + between_retries));
    one->open.erase(item.guid);
    std::string message = why.what();
    try {
        if (what.kept.gone && failure.times >= tries_of_gone) {
            store().set(what.kept, state::telling::told);
            one->failures.erase(item.guid);
            message += "; it is given up, since the feed has it no more";
        }
    } catch (error const&) {
        // Then it is tried again.
    }
    by_.on_error(
        {.feed = one->as.url,
         .feed_title = one->as.title,
         .url = item.url,
         .title = item.title,
         .guid = item.guid,
         .error_message = std::move(message)});
    answer_waiting(*one);
}

void feeds::done(open_item what, std::optional<std::string> key)
{
    what.kept.item.torrent = std::move(key);
    done_.push_back(std::move(what));
}

/// First the torrents are on the medium, then it is told, then the book says so: whatever ends this
/// in between, no item is lost, and one that comes again finds its torrent there.
void feeds::settle()
{
    constexpr std::chrono::seconds again{10};
    if (done_.empty() || clock::now() < next_settling_ || !owner_->keep_promises()) return;
    std::erase_if(done_, [this](open_item const& each) { return find(each.feed) == nullptr; });
    std::vector<state::kept_item> items;
    for (auto& each : done_) {
        auto& item = each.kept.item;
        if (!each.is_told) {
            item.time = unix_seconds(bt::system_clock{}.wall());
            item.feed_title = find(each.feed)->as.title;
            by_.on_item(item);
            each.is_told = true;
        }
        items.push_back(each.kept);
    }
    try {
        store().set(items, state::telling::told);
    } catch (error const& e) {
        next_settling_ = clock::now() + again;
        failed(*find(done_.front().feed), e);
        return;
    }
    for (auto const& each : std::exchange(done_, {})) {
        auto* const one = find(each.feed);
        one->open.erase(each.kept.item.guid);
        one->failures.erase(each.kept.item.guid);
        answer_waiting(*one);
    }
}

std::vector<record::feed_item> feeds::items_of(std::string const& url)
{
    auto const& one = named(url)->second;
    std::vector<record::feed_item> out;
    for (auto& each : feed::to_tell(store(), url, one.how, true))
        out.push_back(std::move(each.item));
    return out;
}

}  // namespace bt::host
