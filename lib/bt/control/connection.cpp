#include "connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <sys/socket.h>

#include <utility>

namespace bt::control {

namespace asio = boost::asio;
using boost::system::error_code;

connection::connection(server::state& of, client_id id, stream::socket socket)
    : of_{&of}
    , id_{id}
    , socket_{std::move(socket)}
{
}

void connection::read()
{
    if (reading_ || taking_ || ended_ || last_words_ || !is_patient()) return;
    if (has_lines_) take_lines(0);
    if (ended_ || has_lines_) return;
    reading_ = true;
    socket_.async_read_some(
        asio::buffer(piece_),
        [self = shared_from_this()](error_code const& why, std::size_t count) {
            self->reading_ = false;
            if (self->ended_) return;
            if (why)
                self->on_end_of_input();
            else
                self->on_read(count);
        });
}

bool connection::is_patient() const
{
    return queued() <= of_->limits.patience_bytes && waiting < of_->limits.waiting;
}

/// Whoever shuts down its side, as `echo | socat` does, still wants its answers.
void connection::on_end_of_input()
{
    last_words_ = true;
    // The last line need not have an end.
    auto const line = std::exchange(pending_, {});
    of_->pending_bytes -= line.size();
    if (!line.empty()) take_line(line);
    end_if_said();
}

void connection::end_if_said()
{
    if (last_words_ && waiting == 0 && queued() == 0 && !subscribed) end();
}

void connection::on_read(std::size_t count)
{
    last_heard_ = std::chrono::steady_clock::now();
    auto const before = pending_.size();
    pending_.append(piece_.data(), count);
    of_->pending_bytes += count;
    take_lines(before);
    if (ended_) return;
    bool const too_long =
        pending_.size() > of_->limits.line_bytes || of_->pending_bytes > of_->limits.pending_bytes;
    if (too_long)
        complain_of_size();
    else
        read();
}

void connection::complain_of_size()
{
    of_->pending_bytes -= std::exchange(pending_, {}).size();
    // What else it says is not listened to.
    last_words_ = true;
    say(fault_line("null", {rpc::invalid_request, "cannot take request: it is too long"}));
}

/// As many as the client has patience for: each may have a long answer.
void connection::take_lines(std::size_t from)
{
    auto const self = shared_from_this();
    std::size_t start = 0;
    taking_ = true;
    auto end = pending_.find('\n', from);
    for (; end != std::string::npos && !ended_ && is_patient(); end = pending_.find('\n', start)) {
        std::string_view line{pending_};
        line = line.substr(start, end - start);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) take_line(line);
        start = end + 1;
    }
    taking_ = false;
    if (!queue_.empty()) before_answers();
    send();
    has_lines_ = end != std::string::npos;
    if (start == 0 || ended_) return;
    pending_.erase(0, start);
    of_->pending_bytes -= start;
    // One long line must not hold its room as long as the client is there.
    constexpr std::size_t usual = 65536;
    if (pending_.capacity() > usual && pending_.size() < usual) pending_.shrink_to_fit();
}

void connection::take_line(std::string_view line)
{
    auto heard = parse_line(line);
    auto const together = std::make_shared<reply_to::batch>();
    together->to = weak_from_this();
    together->is_batch = heard.is_batch;
    for (auto const& each : heard.each) {
        auto const* const asked = std::get_if<request>(&each);
        if (asked == nullptr || !asked->id.empty()) ++together->missing;
    }
    if (together->missing > 0) ++waiting;
    for (auto& each : heard.each) {
        reply_to reply;
        reply.client_ = id_;
        reply.batch_ = together;
        if (auto* const bad = std::get_if<bad_request>(&each)) {
            reply.id_ = bad->id;
            reply.fault(bad->why);
            continue;
        }
        auto& asked = std::get<request>(each);
        reply.id_ = asked.id;
        of_->callbacks.on_request(std::move(asked), std::move(reply));
        if (ended_) return;
    }
}

/// The answer to one line.
void connection::answer(std::string const& line)
{
    if (ended_) return;
    --waiting;
    if (!taking_) before_answers();
    say(line);
    read();
}

void connection::before_answers()
{
    if (of_->callbacks.before_answers) of_->callbacks.before_answers();
}

void connection::say(std::string_view line)
{
    if (ended_) return;
    queue_.append(line);
    queue_.append("\n");
    send();
    if (queued() > of_->limits.patience_bytes) of_->shed();
}

/// What was not asked for.
void connection::tell(std::string_view line)
{
    if (ended_) return;
    if (queued() + line.size() > of_->limits.queue_bytes) {
        end();
        return;
    }
    say(line);
}

void connection::send()
{
    // Those of requests that came together leave together.
    if (taking_ || sending_ || queue_.empty() || ended_) return;
    // What fits leaves now: once the loop stands still, nothing else does.
    send_now();
    if (queue_.empty()) {
        asio::post(socket_.get_executor(), [self = shared_from_this()] {
            if (self->ended_) return;
            self->read();
            self->end_if_said();
        });
        return;
    }
    last_took_ = std::chrono::steady_clock::now();
    send_on();
}

/// As much as the socket takes without waiting.
void connection::send_now()
{
    while (!queue_.empty()) {
        auto const next = queue_.front();
        auto const left =
            ::send(socket_.native_handle(), next.data(), next.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (left <= 0) return;
        queue_.drop(static_cast<std::size_t>(left));
    }
}

void connection::send_on()
{
    sending_ = true;
    queue_.hold(true);
    auto const next = queue_.front();
    socket_.async_write_some(
        asio::buffer(next.data(), next.size()),
        [self = shared_from_this()](error_code const& why, std::size_t count) {
            self->sending_ = false;
            self->queue_.hold(false);
            if (self->ended_) return;
            if (why)
                self->end();
            else
                self->on_sent(count);
        });
}

void connection::on_sent(std::size_t count)
{
    last_took_ = std::chrono::steady_clock::now();
    queue_.drop(count);
    send();
    read();
    end_if_said();
}

void connection::end()
{
    if (std::exchange(ended_, true)) return;
    of_->pending_bytes -= pending_.size();
    pending_.clear();
    error_code ignored;
    socket_.close(ignored);
    auto const self = shared_from_this();
    auto& of = *of_;
    of.clients.erase(id_);
    if (of.callbacks.on_leave) of.callbacks.on_leave(id_);
}

/// The loop does not turn any more.
void connection::flush_at_once()
{
    // What is being sent has left in part, and nobody knows how much of it.
    if (!sending_) send_now();
}

void reply_to::batch::add(std::string const& line)
{
    if (!is_batch) {
        if (auto const there = to.lock()) there->answer(line);
        return;
    }
    lines += (lines.empty() ? "[" : ",") + line;
    if (--missing > 0) return;
    if (auto const there = to.lock()) there->answer(lines + "]");
}

void reply_to::result(std::string_view json) const
{
    if (!id_.empty() && batch_) batch_->add(result_line(id_, json));
}

void reply_to::fault(rpc_fault const& why) const
{
    if (!id_.empty() && batch_) batch_->add(fault_line(id_, why));
}

}  // namespace bt::control
