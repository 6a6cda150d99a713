#include "client.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/control/address.hpp>
#include <bt/control/protocol.hpp>

#include <fmt/format.h>

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

namespace bt::control {
namespace {

using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

constexpr std::string_view reach = "reach session at";

/// One past the value that begins at `at`; the text is JSON.
std::size_t end_of_value(std::string_view text, std::size_t at)
{
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        char const c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            if (c == '"') quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (depth == 0 && (c == ',' || c == '}' || c == ']')) return at;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
    }
    return text.size();
}

/// What the other side says of a request that failed.
error error_of(std::string_view fault)
{
    auto const said = parse_json(fault);
    auto const* const what = std::get_if<value>(&said);
    if (what == nullptr) return {exit_code::failed, "the session gave no reason"};
    auto const text = [](value const* of) {
        return of != nullptr && of->text() != nullptr ? *of->text() : std::string{};
    };
    auto const* const code = what->find("code");
    auto const* const data = what->find("data");
    bool const has_code = code != nullptr && code->integer() != nullptr;
    return {
        status_of(has_code ? static_cast<int>(*code->integer()) : rpc::first_own),
        text(what->find("message")),
        data == nullptr ? std::string{} : text(data->find("hint"))};
}

}  // namespace

gone::gone(std::string const& path)
    : error{exit_code::network, fmt::format("cannot go on with {}: the session has ended", path)}
{
}

gone::~gone() = default;

client::client(std::string const& path, milliseconds within)
    : path_{path}
    , fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}
{
    socket_address const address{path};
    auto const* const plain = reinterpret_cast<sockaddr const*>(&address.get());
    if (!fd_) fail_errno(exit_code::io, reach, path);
    // Whoever is stopped leaves clients waiting to be taken in; this bounds that, and sends have
    // limits of their own.
    auto const whole = std::chrono::duration_cast<std::chrono::seconds>(within);
    timeval const limit{
        .tv_sec = whole.count(), .tv_usec = std::chrono::microseconds{within - whole}.count()};
    (void)::setsockopt(fd_.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(fd_.get(), plain, sizeof address.get()) == 0) return;
    if (errno == EAGAIN)
        fail(exit_code::timed_out, reach, path, std::string_view{"it takes no clients in"});
    bool const nobody = errno == ENOENT || errno == ECONNREFUSED;
    fail_errno(nobody ? exit_code::not_found : exit_code::io, reach, path);
}

bool client::wait(short events, deadline until) const
{
    for (;;) {
        auto const left = std::chrono::ceil<milliseconds>(until - clock::now()).count();
        pollfd one{.fd = fd_.get(), .events = events, .revents = 0};
        auto const most = std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max());
        int const ready = ::poll(&one, 1, static_cast<int>(most));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

void client::send(std::string_view line, deadline until)
{
    while (!line.empty()) {
        auto const sent = ::send(fd_.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            line.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (errno != EAGAIN && errno != EINTR) throw gone{path_};
        if (!wait(POLLOUT, until))
            fail(
                exit_code::timed_out,
                "ask session at",
                path_,
                std::string_view{"it takes no request"});
    }
}

bool client::read_line(std::string& into, deadline until)
{
    for (;;) {
        if (auto const end = pending_.find('\n', looked_at_); end != std::string::npos) {
            into.assign(pending_, 0, end);
            pending_.erase(0, end + 1);
            looked_at_ = 0;
            return true;
        }
        looked_at_ = pending_.size();
        if (!wait(POLLIN, until)) return false;
        std::array<char, 65536> piece{};
        auto const got = ::recv(fd_.get(), piece.data(), piece.size(), MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) throw gone{path_};
        if (got > 0) pending_.append(piece.data(), static_cast<std::size_t>(got));
    }
}

int client::ask(std::string_view method, std::string_view params, milliseconds within)
{
    auto const id = ++last_id_;
    send(request_line(std::to_string(id), method, params) + "\n", clock::now() + within);
    return id;
}

std::optional<client::answer> client::read_answer(deadline until)
{
    std::string line;
    while (read_line(line, until)) {
        auto const id = member_of(line, "id");
        if (id.empty()) {
            events_.push_back(std::string{member_of(line, "params")});
            continue;
        }
        answer out{.id = static_cast<int>(parse_integer(id, 0, last_id_).value_or(0))};
        if (auto const fault = member_of(line, "error"); !fault.empty())
            out.fault = error_of(fault);
        else
            out.result = member_of(line, "result");
        return out;
    }
    return std::nullopt;
}

std::optional<client::answer> client::next_answer(milliseconds within)
{
    return read_answer(clock::now() + within);
}

std::string client::call(std::string_view method, std::string_view params, milliseconds within)
{
    auto const until = clock::now() + within;
    auto const id = ask(method, params, within);
    while (auto said = read_answer(until)) {
        // What nobody waits for any more is passed over.
        if (said->id != id && said->id != 0) continue;
        if (said->fault) throw error{*said->fault};
        return std::move(said->result);
    }
    fail(
        exit_code::timed_out,
        "ask session at",
        path_,
        fmt::format(
            "it did not answer {} within {} s",
            method,
            std::chrono::duration<double>{within}.count()));
}

std::optional<std::string> client::next_event(milliseconds within)
{
    auto const until = clock::now() + within;
    std::string line;
    while (events_.empty()) {
        if (!read_line(line, until)) return std::nullopt;
        // Late replies have an id.
        if (member_of(line, "id").empty())
            events_.push_back(std::string{member_of(line, "params")});
    }
    auto out = std::move(events_.front());
    events_.pop_front();
    return out;
}

std::string_view member_of(std::string_view object, std::string_view name)
{
    std::size_t at = 1;
    while (at < object.size() && object[at] == '"') {
        auto const key_end = object.find('"', at + 1);
        if (key_end == std::string_view::npos) break;
        auto const key = object.substr(at + 1, key_end - at - 1);
        auto const start = key_end + 2;
        auto const end = end_of_value(object, start);
        if (key == name) return object.substr(start, end - start);
        at = end + 1;
    }
    return {};
}

std::vector<std::string_view> elements_of(std::string_view list)
{
    std::vector<std::string_view> out;
    std::size_t at = 1;
    while (at + 1 < list.size()) {
        auto const end = end_of_value(list, at);
        out.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace bt::control
