#include <bt/base/rest.hpp>
#include <bt/cli/console.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/feed/fetch.hpp>
#include <bt/feed/follow.hpp>
#include <bt/net/http.hpp>
#include <bt/state/feed_store.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <bt-feed/hook_call.hpp>
#include <bt-feed/output_file.hpp>
#include <bt-feed/print.hpp>
#include <bt-feed/request.hpp>
#include <bt-feed/run.hpp>
#include <chrono>
#include <memory>
#include <set>

namespace bt_feed {
namespace {

using bt::exit_code;
using std::chrono::steady_clock;

/// One feed in one run.
struct followed {
    std::string url;
    std::optional<bt::state::followed_feed> known;
    bt::net::http_request asked;
    bool is_claimed = false;
    exit_code code = exit_code::ok;
    std::chrono::seconds ttl{0};
    std::optional<std::chrono::seconds> retry_after;
    steady_clock::time_point due;
};

class poller {
public:
    poller(options const& given, bt::cli::io& streams, bt::cli::teller& tell);

    exit_code run(bt::record::summary& summary);

private:
    using feeds = std::vector<followed*>;

    void look_at(feeds const& some);
    void fetch(feeds const& some);
    void begin(followed& one, std::size_t tag);
    void take(followed& one, bt::net::http_outcome answer);
    void tell_items(followed& one);
    void tell_item(followed& one, bt::state::kept_item const& item);
    void print(bt::record::feed_item const& item);
    [[nodiscard]] bool has_line(bt::state::kept_item const& begun) const;
    void fail(followed& one, bt::error const& e);
    void stay();
    void tell_status();
    [[nodiscard]] feeds due_at(steady_clock::time_point now);
    [[nodiscard]] bool is_stopped() const { return interrupt_.signal() != 0; }

    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    std::vector<followed> feeds_;
    std::string path_;
    bt::feed::fetch_options fetching_;
    bt::feed::follow_options following_;
    bt::state::feed_store store_;
    std::optional<bt::state::feed_claims> claims_;  ///< nothing in a dry run
    std::unique_ptr<bt::net::http_client> client_;
    output_file output_;
    bool color_ = false;
    std::int64_t told_ = 0;
};

bt::state::feed_store::mode mode_of(options const& given)
{
    using mode = bt::state::feed_store::mode;
    return given.dry_run ? mode::rehearsal : mode::lasting;
}

/// Each once.
std::vector<followed> feeds_of(options const& given)
{
    std::vector<followed> out;
    std::set<std::string> urls;
    for (auto& url : bt::cli::gather_inputs(given.inputs, given.list, "url")) {
        if (!urls.insert(url).second) continue;
        out.emplace_back();
        out.back().url = std::move(url);
    }
    return out;
}

poller::poller(options const& given, bt::cli::io& streams, bt::cli::teller& tell)
    : given_{&given}
    , streams_{&streams}
    , tell_{&tell}
    , feeds_{feeds_of(given)}
    , path_{state_file_of(given, !given.dry_run)}
    , fetching_{fetch_options_of(given)}
    , following_{follow_options_of(given, now_in_seconds())}
    , store_{path_, mode_of(given)}
{
    if (!given.dry_run) claims_.emplace(path_);
    color_ = bt::cli::wants_color(given.common.color, streams.out_is_terminal);
}

void poller::fail(followed& one, bt::error const& e)
{
    streams_->out.flush();
    tell_->input_failed(one.url, e.code(), e.what(), e.hint());
    one.code = e.code();
}

void poller::begin(followed& one, std::size_t tag)
try {
    if (claims_) claims_->take(one.url);
    one.is_claimed = true;
    one.known = store_.feed(one.url);
    one.asked = bt::feed::request_for(one.url, one.known, fetching_);
    client_->start(one.asked, tag);
} catch (bt::error const& e) {
    if (e.code() != exit_code::busy) throw;
    fail(one, e);
}

void poller::take(followed& one, bt::net::http_outcome answer)
try {
    one.retry_after = answer.reply.retry_after;
    if (one.known) one.ttl = one.known->ttl;
    auto const what = bt::feed::read_answer(one.known, one.asked, std::move(answer), fetching_);
    one.ttl = what.feed.ttl;
    bt::feed::take_in(store_, what, following_, now_in_seconds());
    if (!what.content) return tell_->remark(fmt::format("{}: as it was", one.url));
    auto const without = what.content->num_without_torrent;
    tell_->remark(fmt::format(
        "{}: {} items{}",
        one.url,
        what.content->items.size(),
        without > 0 ? fmt::format(", and {} without a torrent", without) : ""));
} catch (bt::error const& e) {
    if (e.code() == exit_code::io || e.code() == exit_code::config) throw;
    fail(one, e);
}

/// All side by side, a few at a time.
void poller::fetch(feeds const& some)
{
    constexpr std::size_t at_a_time = 8;
    constexpr std::chrono::milliseconds between_looks{100};
    if (!client_) client_ = std::make_unique<bt::net::http_client>();
    std::size_t next = 0;
    while (!is_stopped() && (next < some.size() || client_->running() > 0)) {
        for (; next < some.size() && client_->running() < at_a_time; ++next)
            begin(*some[next], next);
        for (auto& [tag, outcome] : client_->advance())
            take(*some[tag], std::move(outcome));
        if (client_->running() > 0) client_->wait({}, between_looks);
    }
    // What is under way is of no use to anybody.
    if (is_stopped()) client_.reset();
}

void poller::print(bt::record::feed_item const& item)
{
    if (tell_->write().as() == bt::record::form::human)
        fmt::print(streams_->out, "{}\n", block_of(item, color_));
    else
        tell_->write()(item);
    streams_->out.flush();
    output_.settle();
    ++told_;
}

/// In this form, as new or as told again.
bool poller::has_line(bt::state::kept_item const& begun) const
{
    auto item = begun.item;
    return std::ranges::any_of(std::array{false, true}, [&](bool seen) {
        item.seen = seen;
        auto const line = tell_->is_json() ? bt::record::to_json(item) : bt::record::to_row(item);
        return output_.holds(begun.place, line + "\n");
    });
}

void poller::tell_item(followed& one, bt::state::kept_item const& item)
{
    bool const is_old = item.how_far == bt::state::telling::told;
    if (given_->dry_run || is_old) return print(item.item);
    std::string trouble;
    bt::feed::listener to{
        .hook = {},
        .line = [this](auto const& each) { print(each); },
        .place = [this] { return output_.next_place(); },
        .has_line = [this](auto const& each) { return has_line(each); }};
    if (!given_->exec.empty())
        to.hook = [&](bt::record::feed_item const& each) {
            trouble = run_hook(*given_, each, interrupt_);
            return trouble.empty();
        };
    if (!bt::feed::deliver(store_, item, to)) {
        auto const about = item.item.title.empty() ? item.item.guid : item.item.title;
        fail(one, bt::error{exit_code::failed, fmt::format("cannot tell {}: {}", about, trouble)});
    }
}

void poller::tell_items(followed& one)
{
    for (auto const& each : bt::feed::to_tell(store_, one.url, following_, given_->all)) {
        if (is_stopped()) return;
        tell_item(one, each);
    }
}

/// First all are fetched, and what is new is owed from then on; then it is told, also of a feed
/// that cannot be fetched now. So no program of --exec makes a server wait.
void poller::look_at(feeds const& some)
{
    for (auto* each : some)
        each->code = exit_code::ok;
    following_ = follow_options_of(*given_, now_in_seconds());
    fetch(some);
    for (auto* each : some) {
        if (each->is_claimed && !is_stopped()) tell_items(*each);
        if (each->is_claimed && claims_) claims_->release(each->url);
        each->is_claimed = false;
    }
}

void poller::tell_status()
{
    auto const failing = std::ranges::count_if(
        feeds_, [](followed const& each) { return each.code != exit_code::ok; });
    tell_->complain(
        fmt::format("{} feeds, {} failing; {} items told", feeds_.size(), failing, told_));
}

poller::feeds poller::due_at(steady_clock::time_point now)
{
    feeds out;
    for (auto& each : feeds_)
        if (each.due <= now) out.push_back(&each);
    return out;
}

void poller::stay()
{
    constexpr std::chrono::milliseconds between_looks{500};
    auto const every = std::chrono::ceil<std::chrono::seconds>(given_->loop->value);
    while (!is_stopped()) {
        auto const due = due_at(steady_clock::now());
        if (!due.empty()) look_at(due);
        auto const now = steady_clock::now();
        for (auto* each : due) {
            std::chrono::milliseconds const pause =
                bt::feed::pause_before_next(every, each->ttl, each->retry_after);
            // Later by chance, but not sooner than it wants.
            each->due = now + std::max(pause, bt::with_jitter(pause));
        }
        if (interrupt_.take_status_request()) tell_status();
        (void)bt::rest(between_looks, interrupt_.token());
    }
}

exit_code poller::run(bt::record::summary& summary)
{
    if (given_->loop) {
        stay();
    } else {
        look_at(due_at(steady_clock::now()));
    }
    std::vector<exit_code> codes;
    for (auto const& each : feeds_)
        codes.push_back(each.code);
    summary.feeds = static_cast<std::int64_t>(feeds_.size());
    summary.feed_items = told_;
    summary.failed = std::ranges::count_if(codes, [](exit_code c) { return c != exit_code::ok; });
    if (is_stopped()) return bt::stopped_by(interrupt_.signal());
    return bt::cli::combined(codes);
}

}  // namespace

bt::exit_code run_poll(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-feed", given.common, streams};
    auto const work = [&](bt::record::summary& summary) {
        poller all{given, streams, tell};
        return all.run(summary);
    };
    // Lines of a run that ends are items alone, as long as all goes well: jq -r .url will do.
    return given.loop ? bt::cli::with_summary(tell, work)
                      : bt::cli::with_summary_of_failure(tell, work);
}

}  // namespace bt_feed
