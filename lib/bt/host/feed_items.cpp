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

/// So many are fetched, or wait for it, at a time; the others stay in their queue.
constexpr std::size_t most_open = 16;

}  // namespace

struct feeds::loaded {
    std::optional<torrent::metainfo> torrent;
    std::optional<error> why;
};

/// What is owed and wanted, and neither under way nor to be left alone for a while.
void feeds::gather(int number, followed& one)
{
    auto const now = clock::now();
    auto owed = feed::to_tell(store(), one.as.url, one.how, false);
    // Of those that are not wanted any more, nothing is tried again.
    std::erase_if(one.failures, [&](auto const& failure) {
        return std::ranges::none_of(
            owed, [&](auto const& each) { return each.item.guid == failure.first; });
    });
    for (auto& each : owed) {
        auto const& guid = each.item.guid;
        auto const before = one.failures.find(guid);
        bool const rests = before != one.failures.end() && now < before->second.next;
        if (rests || !one.open.insert(guid).second) continue;
        todo_.push_back({number, std::move(each)});
    }
}

void feeds::on_tick()
{
    constexpr std::chrono::milliseconds at_most{20};
    auto const now = clock::now();
    for (auto& [number, one] : feeds_) {
        auto const fails = std::ranges::any_of(one.failures, [&one = one, now](auto const& each) {
            return each.second.next <= now && !one.open.contains(each.first);
        });
        bool const is_due = !one.updating && one.due <= now;
        if (!is_due && !fails) continue;
        try {
            if (is_due) look(number, one);
            if (fails) gather(number, one);
        } catch (error const& e) {
            failed(one, e);
        }
    }
    while (!todo_.empty() && workers_.open() < most_open && clock::now() - now < at_most) {
        auto next = std::move(todo_.front());
        todo_.pop_front();
        begin(std::move(next));
    }
    settle();
}

void feeds::begin(open_item what)
{
    auto* const one = find(what.feed);
    if (one == nullptr) return;
    if (!one->as.auto_download.value_or(true)) return done(std::move(what), std::nullopt);
    auto const& url = what.kept.item.url;
    // A feed is a stranger's: it is not to name files of this machine.
    if (net::is_http(url)) return fetch(std::move(what));
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

void feeds::fetch(open_item what)
{
    workers_.start(
        [this, what = std::move(what), proxy = owner_->proxy()](std::stop_token const& stop) {
            auto const got = std::make_shared<loaded>();
            auto const& item = what.kept.item;
            try {
                load_limits limits;
                limits.stop = stop;
                limits.proxy = proxy;
                got->torrent = torrent::load(item.url, limits, torrent::piece_layers::optional);
            } catch (error const& e) {
                got->why = e;
            } catch (std::exception const& e) {
                got->why =
                    error{exit_code::failed, fmt::format("cannot read {}: {}", item.url, e.what())};
            }
            return [this, what, got] {
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

/// First the torrents are on the medium, then the book says so: whatever ends this in between, no
/// item is lost, and one that comes again finds its torrent there.
void feeds::settle()
{
    constexpr std::chrono::seconds again{10};
    if (done_.empty() || clock::now() < next_settling_ || !owner_->keep_promises()) return;
    std::vector<state::kept_item> items;
    for (auto const& each : done_)
        if (find(each.feed) != nullptr) items.push_back(each.kept);
    try {
        store().set(items, state::telling::told);
    } catch (error const& e) {
        next_settling_ = clock::now() + again;
        if (auto* const one = find(done_.front().feed)) failed(*one, e);
        return;
    }
    for (auto& each : std::exchange(done_, {})) {
        auto* const one = find(each.feed);
        if (one == nullptr) continue;
        auto& item = each.kept.item;
        item.time = unix_seconds(bt::system_clock{}.wall());
        item.feed_title = one->as.title;
        one->open.erase(item.guid);
        one->failures.erase(item.guid);
        by_.on_item(item);
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
