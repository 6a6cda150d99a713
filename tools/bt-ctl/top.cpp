#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/control/client.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <bt-ctl/context.hpp>
#include <bt-ctl/screen.hpp>
#include <bt-ctl/top_keys.hpp>
#include <bt-ctl/top_view.hpp>
#include <bt-ctl/wait.hpp>
#include <csignal>

/// bt-ctl top: the screen, the keys and the session together.
namespace bt_ctl {
namespace {

using bt::exit_code;
using std::chrono::milliseconds;

class top {
public:
    top(context& on, milliseconds interval)
        : on_{&on}
        , interval_{interval}
    {
        auto const by = sorting_named(on.given().text("--sort"));
        state_.by = by.value_or(sorting::name);
    }

    void begin();
    [[nodiscard]] exit_code run(screen& where, bt::cli::interrupt const& asked);
    /// Whether the session has said that it ends.
    [[nodiscard]] bool has_ended();

private:
    void take(std::string const& event);
    void take_all();
    void answer_keys(std::string const& typed, screen& where);
    void press(key what, screen& where);
    void type(key what);
    void toggle();
    void look_closer();
    [[nodiscard]] std::vector<value> records(std::string_view method);

    context* on_;
    milliseconds interval_;
    top_state state_;
    bool quits_ = false;
    bool has_ended_ = false;
};

/// A first look, then what changes.
void top::begin()
{
    auto const who = text_in(parse(on_->call("ping")), "session");
    state_.session = who.empty() ? on_->socket_path() : who;
    (void)on_->call(
        "subscribe",
        object{}
            .add("events", std::vector<std::string>{"torrent_removed"})
            .add("interval_ms", value{std::int64_t{interval_.count()}})
            .made());
    std::vector<std::string> const fields{
        "torrent",
        "name",
        "state",
        "progress",
        "total_wanted",
        "total_done",
        "all_time_upload",
        "download_payload_rate",
        "upload_payload_rate",
        "num_peers",
        "is_paused",
        "is_queued",
        "error_code"};
    auto const answer = on_->call("list_torrents", object{}.add("fields", fields).made());
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records"))) {
        take_status(state_, row_of(parse(row)));
    }
}

void top::take(std::string const& event)
{
    auto const kind = bt::control::member_of(event, "kind");
    if (kind == R"("session_stopped")") {
        has_ended_ = true;
    } else if (kind == R"("torrent_removed")") {
        auto const key = text_in(parse(event), "torrent");
        state_.torrents.erase(key);
        if (state_.open && key == state_.selected) state_.open.reset();
    } else if (kind == R"("torrent_status")") {
        take_status(state_, row_of(parse(event)));
    }
}

/// Once it has said that it ends there is nobody to read from.
void top::take_all()
{
    while (!has_ended_) {
        auto const event = on_->session().next_event(milliseconds{0});
        if (!event) return;
        take(*event);
    }
}

void top::answer_keys(std::string const& typed, screen& where)
{
    try {
        for (auto const each : keys_in(typed))
            press(each, where);
    } catch (bt::error const& e) {
        if (e.code() == exit_code::network || e.code() == exit_code::no_output) throw;
        state_.message = e.what();
    }
}

void top::toggle()
{
    auto const found = state_.torrents.find(state_.selected);
    if (found == state_.torrents.end()) return;
    bool const resumes = is_or_will_be_paused(found->second);
    (void)on_->call(resumes ? "resume" : "pause", object{}.add("torrent", state_.selected).made());
    take_order(found->second, !resumes);
}

std::vector<value> top::records(std::string_view method)
{
    auto const answer = on_->call(method, object{}.add("torrent", state_.selected).made());
    std::vector<value> out;
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records")))
        out.push_back(parse(row));
    return out;
}

/// A session that cannot say it still shows what it told already.
void top::look_closer()
{
    detail now;
    try {
        now.trackers = records("list_trackers");
        now.peers = records("list_peers");
    } catch (bt::error const& e) {
        if (e.code() == exit_code::network) throw;
        now.fault = e.what();
    }
    state_.open = std::move(now);
}

void top::type(key what)
{
    if (what == key::enter) {
        state_.is_typing = false;
    } else if (what == key::escape) {
        state_.is_typing = false;
        state_.filter.clear();
    } else if (what == key::erase) {
        while (!state_.filter.empty() && (state_.filter.back() & 0xc0) == 0x80)
            state_.filter.pop_back();
        if (!state_.filter.empty()) state_.filter.pop_back();
    } else if (what < key::up && what >= static_cast<key>(' ')) {
        // The code point as UTF-8 again.
        auto const point = static_cast<std::uint32_t>(what);
        auto const tail = [point](unsigned shift) {
            return static_cast<char>(0x80U | ((point >> shift) & 0x3fU));
        };
        auto& to = state_.filter;
        if (point < 0x80U) {
            to += static_cast<char>(point);
        } else if (point < 0x800U) {
            to += {static_cast<char>(0xc0U | (point >> 6U)), tail(0)};
        } else if (point < 0x10000U) {
            to += {static_cast<char>(0xe0U | (point >> 12U)), tail(6), tail(0)};
        } else {
            to += {static_cast<char>(0xf0U | (point >> 18U)), tail(12), tail(6), tail(0)};
        }
    }
}

void top::press(key what, screen& where)
{
    auto const size = where.size();
    auto const page = static_cast<std::ptrdiff_t>(room(size));
    auto const all = static_cast<std::ptrdiff_t>(state_.torrents.size());
    state_.message.clear();
    if (what == key::suspend) return where.suspend();
    if (state_.is_typing) return type(what);
    switch (static_cast<char32_t>(what)) {
    case U'q':
        quits_ = true;
        break;
    case U'p':
        toggle();
        break;
    case U's':
        state_.by = next(state_.by);
        break;
    case U'r':
        state_.reverse = !state_.reverse;
        break;
    case U'/':
        state_.is_typing = !state_.open;
        break;
    case static_cast<char32_t>(key::enter):
        if (!state_.open && !state_.selected.empty()) look_closer();
        break;
    case static_cast<char32_t>(key::escape):
    case static_cast<char32_t>(key::erase):
        if (state_.open)
            state_.open.reset();
        else
            state_.filter.clear();
        break;
    case U'k':
    case static_cast<char32_t>(key::up):
        move(state_, -1, size);
        break;
    case U'j':
    case static_cast<char32_t>(key::down):
        move(state_, 1, size);
        break;
    case static_cast<char32_t>(key::page_up):
        move(state_, -page, size);
        break;
    case static_cast<char32_t>(key::page_down):
        move(state_, page, size);
        break;
    case static_cast<char32_t>(key::home):
        move(state_, -all, size);
        break;
    case static_cast<char32_t>(key::end):
        move(state_, all, size);
        break;
    default:
        break;
    }
}

exit_code top::run(screen& where, bt::cli::interrupt const& asked)
{
    using clock = std::chrono::steady_clock;
    waiting const wait{asked.token()};
    auto due = clock::now() + interval_;
    while (!quits_ && !has_ended_) {
        settle(state_, where.size());
        where.draw(frame(state_, where.size()));
        auto const left = std::chrono::ceil<milliseconds>(due - clock::now());
        auto& session = on_->session();
        auto const now = wait.for_input(
            STDIN_FILENO, session.fd(), session.has_events() ? milliseconds{0} : left);
        if (now.stopped) return bt::stopped_by(asked.signal());
        if (now.second || session.has_events()) take_all();
        if (now.first) {
            auto const typed = where.typed();
            // A terminal that is gone can always be read from, and gives nothing.
            if (typed.empty()) return bt::stopped_by(SIGHUP);
            answer_keys(typed, where);
        }
        if (clock::now() >= due) {
            take_time(state_);
            if (state_.open) look_closer();
            due = clock::now() + interval_;
        }
    }
    return exit_code::ok;
}

bool top::has_ended()
{
    while (!has_ended_ && on_->session().has_events())
        take(on_->session().next_event(milliseconds{0}).value_or("{}"));
    return has_ended_;
}

milliseconds interval_of(options const& given)
{
    constexpr milliseconds usual{1000};
    constexpr milliseconds shortest{100};
    auto const said = bt::parse_duration(given.text("--interval"));
    return std::max(said.value_or(usual), shortest);
}

}  // namespace

exit_code run_top(context& on)
{
    // The thread that waits for signals is not to get those about the size.
    sigset_t resize{};
    sigemptyset(&resize);
    sigaddset(&resize, SIGWINCH);
    ::pthread_sigmask(SIG_BLOCK, &resize, nullptr);
    bt::cli::interrupt const asked;
    ::pthread_sigmask(SIG_UNBLOCK, &resize, nullptr);

    top shown{on, interval_of(on.given())};
    auto end = exit_code::ok;
    {
        screen where;
        std::stop_callback const at_once{asked.token(), [] { screen::leave(); }};
        shown.begin();
        try {
            end = shown.run(where, asked);
        } catch (bt::error const&) {
            // It may have said so while it was asked something else.
            if (!shown.has_ended()) throw;
        }
    }
    if (shown.has_ended()) on.tell().complain("the session has ended");
    return end;
}

}  // namespace bt_ctl
