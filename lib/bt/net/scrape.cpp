#include "scrape.hpp"

#include <bt/base/error.hpp>
#include <bt/net/http.hpp>
#include <bt/net/http_scrape.hpp>
#include <bt/net/udp_scrape.hpp>
#include <bt/net/url.hpp>
#include <bt/net/waker.hpp>

#include <poll.h>

#include <list>
#include <map>
#include <memory>
#include <utility>

namespace bt::net {
namespace {

using steady = std::chrono::steady_clock;
using time_point = steady::time_point;

/// A tracker that is asked about a thousand torrents over HTTP has this many requests at once.
constexpr std::size_t requests_to_one_host = 4;

std::chrono::milliseconds between(time_point from, time_point to)
{
    // Rounded up, so that nobody wakes just before the time.
    return std::chrono::ceil<std::chrono::milliseconds>(to - from);
}

/// One thing to ask: a UDP tracker about all its hashes, or an HTTP tracker about one.
struct job {
    bool is_udp = false;
    std::string host;  ///< who it is that is asked
    std::vector<std::size_t> questions;
};

struct running_udp {
    job what;
    time_point begun;
    udp_scrape scrape;
};

class asking {
public:
    asking(
        std::span<scrape_question const> questions,
        scrape_limits const& limits,
        scrape_progress const& told)
        : questions_{questions}
        , limits_{limits}
        , told_{&told}
        , answers_(questions.size())
        , end_{steady::now() + limits.total}
    {
        plan();
    }

    std::vector<scrape_answer> run(std::stop_token const& stop);

private:
    void plan();
    void plan_udp(std::size_t question, std::map<std::string, job*>& trackers);
    void plan_http(std::size_t question);
    void begin(time_point now);
    void begin_udp(job const& what, time_point now);
    void begin_http(job const& what, time_point now);
    void advance_udp(time_point now);
    void advance_http();
    void wait(waker const& stopped);
    void give_up_waiting();
    void answer(std::size_t question, scrape_answer with);
    [[nodiscard]] std::size_t running() const { return udp_.size() + running_http_; }
    [[nodiscard]] bool has_turn(job const& what) const;

    std::span<scrape_question const> questions_;
    scrape_limits limits_;
    scrape_progress const* told_;
    std::vector<scrape_answer> answers_;
    time_point end_;
    std::size_t answered_ = 0;
    std::list<job> waiting_;
    std::list<running_udp> udp_;
    std::unique_ptr<http_client> http_;
    std::size_t running_http_ = 0;
    std::map<std::string, std::size_t> requests_to_;  ///< by host
};

void asking::answer(std::size_t question, scrape_answer with)
{
    answers_[question] = std::move(with);
    ++answered_;
    if (*told_) (*told_)(answered_, questions_.size());
}

void asking::plan()
{
    std::map<std::string, job*> trackers;
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        auto const scheme = scheme_of(questions_[i].url);
        auto const cannot = [&](std::string why) {
            answer(i, {.verdict = scrape_verdict::unsupported, .why = std::move(why)});
        };
        auto const host = host_of(questions_[i].url);
        if (host.substr(0, host.find(':')).ends_with(".i2p"))
            cannot("trackers in I2P cannot be asked");
        else if (scheme == "udp")
            plan_udp(i, trackers);
        else if (scheme == "http" || scheme == "https")
            plan_http(i);
        else if (scheme == "ws" || scheme == "wss")
            cannot("trackers of WebTorrent cannot be asked");
        else
            cannot("neither http, https nor udp");
    }
}

void asking::plan_udp(std::size_t question, std::map<std::string, job*>& trackers)
{
    auto const where = authority_of(questions_[question].url);
    if (!where)
        return answer(
            question,
            {.verdict = scrape_verdict::unsupported, .why = "the URL has no host and port"});
    auto const name = where->host + ' ' + std::to_string(where->port);
    auto& known = trackers[name];
    if (known == nullptr) known = &waiting_.emplace_back(job{.is_udp = true, .host = name});
    known->questions.push_back(question);
}

void asking::plan_http(std::size_t question)
{
    auto const& [url, info_hash] = questions_[question];
    if (!scrape_url_of(url, info_hash))
        return answer(
            question,
            {.verdict = scrape_verdict::unsupported, .why = "it has no scrape URL (BEP 48)"});
    waiting_.push_back({.host = std::string{host_of(url)}, .questions = {question}});
}

bool asking::has_turn(job const& what) const
{
    if (what.is_udp) return true;
    auto const found = requests_to_.find(what.host);
    return found == requests_to_.end() || found->second < requests_to_one_host;
}

void asking::begin(time_point now)
{
    for (auto each = waiting_.begin(); each != waiting_.end() && running() < limits_.at_once;) {
        if (!has_turn(*each)) {
            ++each;
            continue;
        }
        if (each->is_udp)
            begin_udp(*each, now);
        else
            begin_http(*each, now);
        each = waiting_.erase(each);
    }
}

void asking::begin_udp(job const& what, time_point now)
{
    std::vector<std::string> hashes;
    for (auto const question : what.questions)
        hashes.push_back(questions_[question].info_hash);
    auto const where = authority_of(questions_[what.questions.front()].url);
    udp_.push_back(
        {what, now, udp_scrape{*where, std::move(hashes), std::min(end_, now + limits_.each)}});
}

void asking::begin_http(job const& what, time_point now)
try {
    if (!http_) http_ = std::make_unique<http_client>();
    auto const question = what.questions.front();
    auto const& [url, info_hash] = questions_[question];
    auto const left = std::min(limits_.each, between(now, end_));
    http_->start(
        {.url = scrape_url_of(url, info_hash).value_or(""),
         .limits = {.total = left, .connect = left, .body_bytes = limits_.reply_bytes}},
        question);
    ++running_http_;
    ++requests_to_[what.host];
} catch (error const& e) {
    answer(what.questions.front(), {.verdict = scrape_verdict::failed, .why = e.what()});
}

void asking::advance_udp(time_point now)
{
    for (auto each = udp_.begin(); each != udp_.end();) {
        each->scrape.advance(now);
        if (!each->scrape.done()) {
            ++each;
            continue;
        }
        auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - each->begun);
        for (std::size_t i = 0; i < each->what.questions.size(); ++i) {
            auto with = each->scrape.answers()[i];
            with.elapsed = spent;
            answer(each->what.questions[i], std::move(with));
        }
        each = udp_.erase(each);
    }
}

void asking::advance_http()
{
    if (!http_) return;
    for (auto const& [question, outcome] : http_->advance()) {
        auto const& [url, info_hash] = questions_[question];
        --requests_to_[std::string{host_of(url)}];
        --running_http_;
        answer(question, read_scrape(outcome, info_hash));
    }
}

void asking::wait(waker const& stopped)
{
    std::vector<pollfd> watched{{.fd = stopped.fd(), .events = POLLIN, .revents = 0}};
    auto due = end_;
    for (auto const& each : udp_) {
        each.scrape.watch(watched);
        due = std::min(due, each.scrape.due());
    }
    auto const length = std::clamp<std::int64_t>(between(steady::now(), due).count(), 0, 60'000);
    if (http_)
        http_->wait(watched, std::chrono::milliseconds{length});
    else
        ::poll(watched.data(), watched.size(), static_cast<int>(length));
}

void asking::give_up_waiting()
{
    for (auto const& each : waiting_)
        for (auto const question : each.questions)
            answer(
                question,
                {.verdict = scrape_verdict::timed_out,
                 .why = "its turn did not come within the time limit"});
    waiting_.clear();
}

std::vector<scrape_answer> asking::run(std::stop_token const& stop)
{
    waker stopped;
    std::stop_callback const wake{stop, [&] { stopped.wake(); }};
    for (auto& each : answers_)
        if (each.verdict == scrape_verdict::stopped) each.why = "stopped before the end";
    while (!stop.stop_requested()) {
        auto const now = steady::now();
        if (now >= end_) give_up_waiting();
        begin(now);
        auto const begun = running();
        advance_udp(now);
        advance_http();
        if (waiting_.empty() && running() == 0) break;
        // A place that became free is taken before anything is waited for.
        if (waiting_.empty() || running() == begun) wait(stopped);
    }
    return std::move(answers_);
}

}  // namespace

std::vector<scrape_answer> scrape(
    std::span<scrape_question const> questions,
    scrape_limits const& limits,
    std::stop_token const& stop,
    scrape_progress const& told)
{
    return asking{questions, limits, told}.run(stop);
}

}  // namespace bt::net
