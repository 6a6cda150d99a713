#include "server.hpp"

#include <bt/control/connection.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace bt::control {
namespace {

using boost::system::error_code;

bool is_of_same_user(stream::socket& socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

}  // namespace

server::state::state(
    boost::asio::io_context& loop_,
    std::unique_ptr<listener> where_,
    server_callbacks callbacks_,
    server_limits limits_)
    : loop{loop_}
    , where{std::move(where_)}
    , callbacks{std::move(callbacks_)}
    , limits{limits_}
    , acceptor{loop, stream{}, where->take().release()}
    , pause{loop}
{
}

void server::state::accept()
{
    acceptor.async_accept(
        [self = shared_from_this()](error_code const& why, stream::socket socket) {
            if (self->closed) return;
            if (!why) {
                self->take(std::move(socket));
                self->accept();
                return;
            }
            // Too many descriptors: those that wait are taken when there is room.
            constexpr std::chrono::milliseconds a_while{200};
            self->pause.expires_after(a_while);
            self->pause.async_wait([self](error_code const& cancelled) {
                if (!cancelled && !self->closed) self->accept();
            });
        });
}

void server::state::take(stream::socket socket)
{
    if (!is_of_same_user(socket)) return;
    make_room();
    auto const id = ++last_id;
    auto const made = std::make_shared<connection>(*this, id, std::move(socket));
    clients.emplace(id, made);
    made->start();
    if (clients.size() <= limits.clients) return;
    made->say(
        fault_line("null", {code_of(exit_code::busy), "cannot take client: there are too many"}));
    part_from(id);
}

/// If there are as many clients as may be: parts from the one that is idle the longest, or else
/// from the one that has not read for the longest.
void server::state::make_room()
{
    if (clients.size() < limits.clients) return;
    auto const now = std::chrono::steady_clock::now();
    auto idle = clients.end();
    auto deaf = clients.end();
    for (auto each = clients.begin(); each != clients.end(); ++each) {
        auto const& one = *each->second;
        if (!one.is_busy()) {
            if (idle == clients.end() || one.last_heard() < idle->second->last_heard()) idle = each;
        } else if (one.queued() > 0 && now - one.last_took() >= limits.deaf_after) {
            if (deaf == clients.end() || one.last_took() < deaf->second->last_took()) deaf = each;
        }
    }
    auto const found = idle == clients.end() ? deaf : idle;
    if (found != clients.end()) part_from(found->first);
}

/// Parts from those that have not read for the longest, while all together have too much to read.
void server::state::shed()
{
    for (;;) {
        std::size_t all = 0;
        std::size_t behind = 0;
        auto longest = clients.end();
        for (auto each = clients.begin(); each != clients.end(); ++each) {
            auto const& one = *each->second;
            all += one.queued();
            if (one.queued() <= limits.patience_bytes) continue;
            ++behind;
            if (longest == clients.end() || one.last_took() < longest->second->last_took())
                longest = each;
        }
        if (all <= limits.queued_bytes || behind < 2) return;
        part_from(longest->first);
    }
}

void server::state::part_from(client_id who)
{
    auto const found = clients.find(who);
    if (found == clients.end()) return;
    auto const there = found->second;
    there->flush_at_once();
    there->end();
}

server::server(
    boost::asio::io_context& loop,
    std::unique_ptr<listener> where,
    server_callbacks callbacks,
    server_limits limits)
    : state_{std::make_shared<state>(loop, std::move(where), std::move(callbacks), limits)}
{
    state_->accept();
}

server::~server()
{
    close();
}

void server::tell(client_id to, std::string_view line)
{
    if (auto const found = state_->clients.find(to); found != state_->clients.end()) {
        auto const there = found->second;
        there->tell(line);
    }
}

void server::set_subscribed(client_id who, bool is)
{
    if (auto const found = state_->clients.find(who); found != state_->clients.end())
        found->second->subscribed = is;
}

std::size_t server::num_clients() const
{
    return state_->clients.size();
}

std::string const& server::path() const
{
    return state_->where->path();
}

void server::close()
{
    if (std::exchange(state_->closed, true)) return;
    state_->callbacks = {
        .on_request = [](request, reply_to) {}, .on_leave = {}, .before_answers = {}};
    error_code ignored;
    state_->acceptor.close(ignored);
    state_->pause.cancel();
    while (!state_->clients.empty())
        state_->part_from(state_->clients.begin()->first);
    // The socket's file goes now, though operations that were cancelled still hold the rest.
    state_->where.reset();
}

}  // namespace bt::control
