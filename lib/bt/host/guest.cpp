#include "guest.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/control/protocol.hpp>
#include <bt/control/writer.hpp>
#include <bt/host/guest_params.hpp>
#include <bt/host/parse.hpp>
#include <bt/net/url.hpp>
#include <bt/session/resume.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace bt::host {
namespace {

using clock = std::chrono::steady_clock;
using control::result;
using session::torrent_id;
namespace event = record::event;

/// Somebody was there a moment ago.
control::client connected(std::string const& path)
{
    try {
        return control::client{path};
    } catch (error const& e) {
        if (e.code() == exit_code::not_found) throw control::gone{path};
        throw;
    }
}

}  // namespace

guest::guest(guest_request const& request, session::session_callbacks callbacks)
    : request_{request}
    , callbacks_{std::move(callbacks)}
    , client_{connected(request.path)}
    , told_{request.events.begin(), request.events.end()}
    , waker_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)}
{
    if (!waker_) fail_errno(exit_code::failed, "wait for", request.path);
    auto const about = control::value_of_json(call("ping", "{}"));
    port_ = static_cast<int>(control::integer_in(about, "port"));
    if (auto const* const all = about.find("endpoints"); all != nullptr && all->values() != nullptr)
        for (auto const& each : *all->values())
            if (each.text() != nullptr) endpoints_.push_back(*each.text());
    subscribe();
}

guest::~guest() = default;

std::string guest::call(std::string_view method, std::string const& params) const
{
    return client_.call(method, params, request_.patience);
}

void guest::subscribe()
{
    std::set<std::string_view> kinds{told_};
    kinds.insert(request_.needs.begin(), request_.needs.end());
    for (auto const kind :
         {"metadata_received", "torrent_checked", "torrent_finished", "torrent_removed"})
        kinds.insert(kind);
    std::vector<std::string> const texts{kinds.begin(), kinds.end()};
    (void)call("subscribe", result{}.add("events", texts).add("interval_ms", 200).text());
}

std::string const* guest::key_of(torrent_id id) const
{
    auto const found = torrents_.find(id);
    return found == torrents_.end() ? nullptr : &found->second.key;
}

std::optional<std::string> guest::ask(std::string_view method, torrent_id id) const
{
    auto const* const key = key_of(id);
    if (key == nullptr) return std::nullopt;
    try {
        return call(method, result{}.add("torrent", *key).text());
    } catch (error const& e) {
        if (e.code() == exit_code::not_found) return std::nullopt;
        throw;
    }
}

torrent_id guest::add(torrent::metainfo what, session::add_request const& how)
{
    auto const made =
        control::value_of_json(call("add_torrent", add_params(what, how, request_.sorted)));
    auto key = control::text_in(made, "torrent");
    auto const id = ++last_id_;
    ids_.insert_or_assign(key, id);
    auto const* const present = made.find("already_present");
    bool const was_there = present != nullptr && present->truth() != nullptr && *present->truth();
    torrents_.emplace(id, added{std::move(key), how.metadata_alone && !was_there});
    // What has happened to it already is told as if it happened now.
    if (was_there) post([this, id] { catch_up(id); });
    return id;
}

void guest::catch_up(torrent_id id)
{
    auto const now = status(id);
    if (!now || !callbacks_.on_event) return;
    auto const tell = [&](session::event_body body) {
        session::event what{
            .where = session::envelope_now(), .torrent = id, .what = std::move(body)};
        what.where.torrent = now->torrent;
        what.where.name = now->name;
        if (torrents_.contains(id)) callbacks_.on_event(what);
    };
    if (callbacks_.on_status) callbacks_.on_status(std::array{session::torrent_update{id, *now}});
    if (now->has_metadata) tell(event::metadata_received{});
    bool const is_checked = now->state == "downloading" || now->is_finished;
    if (is_checked) tell(event::torrent_checked{});
    if (now->is_finished) tell(event::torrent_finished{});
}

void guest::remove(torrent_id id, removal what)
{
    auto const* const key = key_of(id);
    if (key == nullptr) return;
    auto const params = result{}
                            .add("torrent", *key)
                            .add("delete_files", what == removal::delete_files)
                            .add("delete_partfile", what == removal::delete_part_file)
                            .text();
    forget(id);
    try {
        (void)call("remove_torrent", params);
    } catch (error const& e) {
        if (e.code() != exit_code::not_found) throw;
    }
}

void guest::let_go(torrent_id id, removal /*what*/)
{
    auto const found = torrents_.find(id);
    if (found == torrents_.end()) return;
    // Nobody else has asked for it, and no content of it is wanted.
    if (found->second.is_metadata_alone)
        remove(id, removal::keep_files);
    else
        forget(id);
}

void guest::forget(torrent_id id)
{
    auto const node = torrents_.extract(id);
    if (!node.empty()) ids_.erase(node.mapped().key);
}

void guest::set_down_limit(torrent_id id, std::int64_t bytes_per_second)
{
    if (auto const* const key = key_of(id))
        (void)call(
            "set_torrent_limits",
            result{}.add("torrent", *key).add("download_limit", bytes_per_second).text());
}

void guest::read_piece(torrent_id id, int piece)
{
    auto const* const key = key_of(id);
    if (key == nullptr) return;
    auto out = std::make_shared<session::piece_content>();
    out->piece = piece;
    try {
        auto const said = control::value_of_json(
            call("read_piece", result{}.add("torrent", *key).add("piece", piece).text()));
        auto const bytes = from_base64(control::text_in(said, "piece_base64")).value_or("");
        std::shared_ptr<char[]> const data{new char[bytes.size()]};  // NOLINT: as libtorrent has it
        std::ranges::copy(bytes, data.get());
        out->data = data;
        out->size = bytes.size();
    } catch (error const& e) {
        out->trouble = e.what();
    }
    post([this, id, out] {
        if (callbacks_.on_piece && torrents_.contains(id)) callbacks_.on_piece(id, *out);
    });
}

std::vector<bool> guest::have_pieces(torrent_id id) const
{
    auto const said = ask("piece_bitfield", id);
    if (!said) return {};
    auto const about = control::value_of_json(*said);
    auto const bits = from_base64(control::text_in(about, "bitfield_base64")).value_or("");
    std::vector<bool> out(static_cast<std::size_t>(control::integer_in(about, "num_pieces")));
    constexpr unsigned high = 0x80;
    for (std::size_t at = 0; at < out.size() && at / 8 < bits.size(); ++at)
        out[at] = (static_cast<unsigned char>(bits[at / 8]) & (high >> (at % 8))) != 0;
    return out;
}

std::vector<host_and_port> guest::connected_peers(torrent_id id) const
{
    std::vector<host_and_port> out;
    auto const said = ask("list_peers", id);
    if (!said) return out;
    auto const about = control::value_of_json(*said);
    auto const* const rows = about.find("records");
    if (rows == nullptr || rows->values() == nullptr) return out;
    for (auto const& each : *rows->values()) {
        auto endpoint = net::authority_of("peer://" + control::text_in(each, "endpoint"));
        auto const* const flags = each.find("flags");
        bool const is_ours =
            flags != nullptr && flags->values() != nullptr
            && std::ranges::any_of(*flags->values(), [](auto const& flag) {
                   return flag.text() != nullptr && *flag.text() == "outgoing_connection";
               });
        if (endpoint && endpoint->port != 0 && is_ours) out.push_back(std::move(*endpoint));
    }
    return out;
}

std::optional<std::string> guest::torrent_file(torrent_id id) const
{
    auto const said = ask("torrent_file", id);
    if (!said) return std::nullopt;
    return from_base64(control::text_in(control::value_of_json(*said), "torrent_base64"));
}

void guest::save(torrent_id id)
{
    post([this, id] {
        if (callbacks_.on_resume_data) callbacks_.on_resume_data(id, {});
    });
}

void guest::scrape(torrent_id id)
{
    (void)ask("scrape_tracker", id);
}

session::swarm_count guest::swarm(torrent_id id) const
{
    auto const said = ask("swarm_count", id);
    if (!said) return {};
    auto const about = control::value_of_json(*said);
    auto const* const copies = about.find("copies");
    return {
        .completed = control::integer_in(about, "completed"),
        .seeds = control::integer_in(about, "seeds"),
        .copies = copies == nullptr ? 0 : copies->number().value_or(0)};
}

std::optional<record::torrent_status> guest::status(torrent_id id) const
{
    auto const said = ask("torrent_status", id);
    if (!said) return std::nullopt;
    return status_of(control::value_of_json(*said));
}

std::optional<torrent::metainfo> guest::metadata(torrent_id id) const
{
    auto bytes = torrent_file(id);
    if (!bytes) return std::nullopt;
    return torrent::parse_torrent(
        std::move(*bytes), *key_of(id), load_limits::own(), torrent::piece_layers::optional);
}

void guest::hand_out(std::string const& line)
{
    auto const said = control::value_of_json(line);
    auto const id = [&](std::string_view key) -> std::optional<torrent_id> {
        auto const found = ids_.find(key);
        return found == ids_.end() ? std::nullopt : std::optional{found->second};
    };
    if (control::text_in(said, "kind") == record::torrent_status::kind) {
        auto status = status_of(said);
        auto const of = id(status.torrent);
        if (of && callbacks_.on_status)
            callbacks_.on_status(std::array{session::torrent_update{*of, std::move(status)}});
        return;
    }
    auto what = event_of(said);
    if (!what) return;
    // Others have torrents there too, which are no concern of ours.
    if (what->where.torrent) {
        what->torrent = id(*what->where.torrent);
        if (!what->torrent) return;
    }
    what->told = told_.contains(session::kind_of(what->what));
    if (callbacks_.on_event) callbacks_.on_event(*what);
}

void guest::post(std::function<void()> call)
{
    std::lock_guard const lock{posting_};
    posted_.push_back(std::move(call));
    // It cannot be full: nobody writes that often.
    (void)::eventfd_write(waker_.get(), 1);
}

void guest::call_posted()
{
    eventfd_t ignored = 0;
    (void)::eventfd_read(waker_.get(), &ignored);
    std::deque<std::function<void()>> calls;
    {
        std::lock_guard const lock{posting_};
        calls.swap(posted_);
    }
    for (auto const& each : calls)
        if (!ending_) each();
}

void guest::wait(clock::time_point until) const
{
    if (client_.has_events()) return;
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
    std::array<pollfd, 2> both{
        pollfd{.fd = client_.fd(), .events = POLLIN, .revents = 0},
        pollfd{.fd = waker_.get(), .events = POLLIN, .revents = 0}};
    (void)::poll(both.data(), both.size(), static_cast<int>(std::max<std::int64_t>(0, left)));
}

void guest::run(std::stop_token stop)
{
    std::stop_callback const on_stop{stop, [this] {
                                         post([this] {
                                             if (callbacks_.on_stop_request)
                                                 callbacks_.on_stop_request();
                                         });
                                     }};
    auto next_tick = clock::now();
    while (!ending_) {
        call_posted();
        // What is there already, but not for ever.
        constexpr int most_at_once = 1000;
        for (int count = 0; count < most_at_once && !ending_; ++count) {
            auto const line = client_.next_event(std::chrono::milliseconds{0});
            if (!line) break;
            hand_out(*line);
        }
        if (!ending_ && clock::now() >= next_tick) {
            next_tick = clock::now() + request_.tick;
            if (callbacks_.on_tick) callbacks_.on_tick();
        }
        if (!ending_) wait(next_tick);
    }
}

}  // namespace bt::host
