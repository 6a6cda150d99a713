#include "service.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/version.hpp>
#include <bt/record/events/all.hpp>
#include <bt/record/render.hpp>
#include <bt/session/session_lists.hpp>
#include <bt/torrent/version.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <utility>

namespace bt::host {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t aside_at_a_time = 32;

std::string event_line(std::string_view json)
{
    return control::notification_line("event", json);
}

}  // namespace

owner::~owner() = default;

record::event::session_started started(owner const& of, std::string const& socket)
{
    record::event::session_started out{
        .session = {},
        .pid = ::getpid(),
        .version = std::string{version()},
        .libtorrent_version = std::string{torrent::libtorrent_version()},
        .socket = {}};
    if (auto name = of.session_name(); !name.empty()) out.session = std::move(name);
    if (!socket.empty()) out.socket = socket;
    return out;
}

service::service(owner& of, session::session& on, std::unique_ptr<control::listener> where)
    : owner_{&of}
    , session_{&on}
    , server_{
          on.loop(),
          std::move(where),
          {.on_request =
               [this](control::request asked, control::reply_to reply) {
                   on_request(std::move(asked), std::move(reply));
               },
           .on_leave = [this](control::client_id who) { on_leave(who); },
           .before_answers = [this] { (void)owner_->keep_promises(); }}}
    , aside_{on, aside_at_a_time}
{
    renew_needs();
}

service::~service()
{
    record::event::session_stopped const ended;
    tell(ended.kind, record::to_json(session::envelope_now(), ended));
    aside_.end();
    server_.close();
}

void service::on_request(control::request asked, control::reply_to reply)
{
    try {
        answer(asked, reply);
    } catch (error const& e) {
        fault(reply, e);
    } catch (std::exception const& e) {
        fault(
            reply,
            error{exit_code::failed, fmt::format("cannot call {}: {}", asked.method, e.what())});
    }
}

void service::fault(control::reply_to const& reply, error const& why)
{
    last_error_ = why.what();
    reply.fault(control::fault_of(why));
}

void service::answer(control::request& asked, control::reply_to const& reply)
{
    auto const& all = methods();
    auto const found = std::ranges::find(
        all, std::string_view{asked.method}, [](method const& each) { return each.row.name; });
    if (found == all.end()) {
        reply.fault(fault_of_unknown(asked.method));
        return;
    }
    auto const given = control::check_params(found->row, std::move(asked.params));
    call what{*this, *owner_, *session_, given, reply.client()};
    auto made = found->run(what);
    if (made.work) {
        do_aside(reply, std::move(made.work));
        return;
    }
    if (made.piece) {
        pieces_.emplace(std::pair{made.piece->torrent, made.piece->piece}, reply);
        return;
    }
    if (made.ask) {
        made.ask->start([reply](std::string const& json) { reply.result(json); });
        return;
    }
    if (made.promise) {
        made.promise->start([this, reply](std::function<std::string()> const& finish) {
            try {
                reply.result(finish());
            } catch (error const& e) {
                fault(reply, e);
            }
        });
        return;
    }
    if (made.wait)
        hold(reply, std::move(*made.wait));
    else
        reply.result(made.result);
}

void service::hold(control::reply_to const& reply, later what)
{
    auto const until = clock::now() + what.within;
    auto const start = std::exchange(what.start, {});
    auto const here = waiting_.insert(waiting_.end(), {reply, std::move(what), until});
    renew_needs();
    if (!start) return;
    try {
        start();
    } catch (...) {
        waiting_.erase(here);
        renew_needs();
        throw;
    }
}

/// What takes its time, such as a download: its second half is done on the session's thread.
void service::do_aside(control::reply_to reply, aside work)
{
    if (aside_.open() >= aside_at_a_time)
        throw error{exit_code::busy, "cannot take request: too many of the kind are under way"};
    aside_.start(
        [this, reply = std::move(reply), work = std::move(work)](
            std::stop_token const& stop) -> std::function<void()> {
            std::function<std::string()> finish;
            try {
                finish = work(stop);
            } catch (error const& e) {
                finish = [e]() -> std::string { throw e; };
            } catch (std::exception const& e) {
                finish = [e = error{exit_code::failed, e.what()}]() -> std::string { throw e; };
            }
            return [this, reply, finish = std::move(finish)] {
                try {
                    reply.result(finish());
                } catch (error const& e) {
                    fault(reply, e);
                }
            };
        });
}

void service::on_leave(control::client_id who)
{
    waiting_.remove_if([who](waiting const& each) { return each.to.client() == who; });
    unsubscribe(who);
}

void service::subscribe(control::client_id who, subscription what)
{
    subscriptions_.insert_or_assign(who, std::move(what));
    server_.set_subscribed(who, true);
    renew_needs();
}

void service::unsubscribe(control::client_id who)
{
    subscriptions_.erase(who);
    server_.set_subscribed(who, false);
    renew_needs();
}

subscription* service::subscription_of(control::client_id who)
{
    auto const found = subscriptions_.find(who);
    return found == subscriptions_.end() ? nullptr : &found->second;
}

/// libtorrent is asked for no more kinds than somebody waits for: some come thousands of times a
/// second.
void service::renew_needs()
{
    // These change what the owner keeps, whoever asked for it.
    std::set<std::string, std::less<>> needs{"storage_moved", "file_renamed"};
    for (auto const& [who, each] : subscriptions_)
        needs.insert(each.kinds.begin(), each.kinds.end());
    for (auto const& each : waiting_)
        for (auto const kind : each.what.kinds)
            needs.emplace(kind);
    if (needs == needs_) return;
    needs_ = std::move(needs);
    session_->also_needs({needs_.begin(), needs_.end()});
}

bool service::wants(subscription const& one, session::event const& what) const
{
    if (!one.kinds.contains(session::kind_of(what.what))) return false;
    return one.torrents.empty() || !what.where.torrent
        || one.torrents.contains(*what.where.torrent);
}

void service::tell_one(control::client_id who, subscription& of, std::string const& json)
{
    if (!of.is_polled) {
        server_.tell(who, event_line(json));
        return;
    }
    of.queue.push_back(json);
    of.queue_bytes += json.size();
    constexpr std::size_t most = std::size_t{8} << 20U;
    while (of.queue_bytes > most) {
        of.queue_bytes -= of.queue.front().size();
        of.queue.pop_front();
        ++of.dropped;
    }
}

/// The event is made into text once, and only if somebody wants it.
void service::tell_those(
    std::function<bool(subscription const&)> const& wants_it,
    std::function<std::string()> const& json)
{
    listeners_.clear();
    for (auto const& [who, each] : subscriptions_)
        if (wants_it(each)) listeners_.push_back(who);
    if (listeners_.empty()) return;
    auto const text = json();
    // One whose queue is full leaves meanwhile.
    for (auto const who : listeners_)
        if (auto const found = subscriptions_.find(who); found != subscriptions_.end())
            tell_one(who, found->second, text);
}

void service::on_event(session::event const& what)
{
    if (what.torrent && owner_->status(*what.torrent) != nullptr) {
        if (auto const* const moved = std::get_if<record::event::storage_moved>(&what.what))
            owner_->set_save_path(*what.torrent, moved->save_path);
        else if (std::holds_alternative<record::event::file_renamed>(what.what))
            owner_->changed(*what.torrent);
    }
    if (!waiting_.empty()) look_at_waiting(what);
    tell_those(
        [&](subscription const& each) { return wants(each, what); },
        [&] { return session::to_json(what); });
}

void service::look_at_waiting(session::event const& what)
{
    bool some = false;
    for (auto each = waiting_.begin(); each != waiting_.end();) {
        std::optional<std::string> said;
        try {
            said = each->what.on_event(what);
            if (said) each->to.result(*said);
        } catch (error const& e) {
            fault(each->to, e);
            said.emplace();
        }
        some = some || said;
        each = said ? waiting_.erase(each) : std::next(each);
    }
    if (some) renew_needs();
}

void service::tell(std::string_view kind, std::string_view json)
{
    tell_those(
        [&](subscription const& each) { return each.kinds.contains(kind); },
        [&] { return std::string{json}; });
}

record::torrent_status service::status_of(session::torrent_id id) const
{
    auto const* const known = owner_->status(id);
    record::torrent_status out;
    if (known != nullptr && !known->torrent.empty())
        out = *known;
    else if (auto now = session_->status(id))
        out = std::move(*now);
    auto about = owner_->labels_of(id);
    if (auto name = owner_->session_name(); !name.empty()) out.session = std::move(name);
    if (!about.category.empty()) out.category = std::move(about.category);
    if (!about.tags.empty()) out.tags = std::move(about.tags);
    auto [origin, source] = owner_->provenance_of(id);
    if (!origin.empty()) out.origin = std::move(origin);
    if (!source.empty()) out.source_feed_url = std::move(source);
    return out;
}

void service::on_status(std::span<session::torrent_update const> updates)
{
    for (auto& [who, each] : subscriptions_)
        if (each.interval.count() > 0)
            for (auto const& update : updates)
                if (each.torrents.empty() || each.torrents.contains(update.status.torrent))
                    each.changed.insert(update.id);
}

void service::on_piece(session::torrent_id id, session::piece_content const& content)
{
    auto const [first, last] = pieces_.equal_range({id, content.piece});
    for (auto each = first; each != last; ++each) {
        if (!content.trouble.empty())
            fault(
                each->second,
                {exit_code::io,
                 fmt::format("cannot read piece {}: {}", content.piece, content.trouble)});
        else
            each->second.result(
                control::result{}
                    .add("piece_base64", to_base64({content.data.get(), content.size}))
                    .text());
    }
    pieces_.erase(first, last);
}

void service::tell_status(control::client_id who, subscription& of)
{
    auto const now = clock::now();
    if (of.interval.count() == 0 || now - of.last_status < of.interval) return;
    of.last_status = now;
    auto const changed = std::exchange(of.changed, {});
    for (auto const id : changed) {
        if (owner_->status(id) == nullptr) continue;
        auto const found = subscriptions_.find(who);
        if (found == subscriptions_.end()) return;
        tell_one(who, found->second, record::to_json(status_of(id)));
    }
}

void service::tell_stats(control::client_id who)
{
    auto const found = subscriptions_.find(who);
    if (found == subscriptions_.end()) return;
    auto& of = found->second;
    auto const now = clock::now();
    if (of.stats_interval.count() == 0 || now - of.last_stats < of.stats_interval) return;
    of.last_stats = now;
    auto told = session::stats_of(*session_, {});
    if (auto name = owner_->session_name(); !name.empty()) told.session = std::move(name);
    tell_one(who, of, record::to_json(told));
}

void service::on_tick()
{
    aside_.go_on();
    listeners_.clear();
    for (auto const& [who, each] : subscriptions_)
        listeners_.push_back(who);
    for (auto const who : listeners_)
        if (auto const found = subscriptions_.find(who); found != subscriptions_.end())
            tell_status(who, found->second);
    for (auto const who : listeners_)
        tell_stats(who);
    bool some = false;
    auto const now = clock::now();
    for (auto each = waiting_.begin(); each != waiting_.end();) {
        if (now < each->until) {
            ++each;
            continue;
        }
        some = true;
        try {
            if (!each->what.on_timeout)
                throw error{exit_code::timed_out, "cannot wait any longer: the time is over"};
            each->to.result(each->what.on_timeout());
        } catch (error const& e) {
            fault(each->to, e);
        }
        each = waiting_.erase(each);
    }
    if (some) renew_needs();
}

}  // namespace bt::host
