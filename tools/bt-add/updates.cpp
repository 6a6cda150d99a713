#include "updates.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>
#include <bt/torrent/document/update.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <future>
#include <optional>
#include <utility>
#include <variant>

/// --follow-update-url: a torrent that took the place of the one that was given.
namespace bt_add {
namespace {

using bt::exit_code;

constexpr std::size_t most_updates = 32;

std::string shown_name(bt::torrent::document const& what)
{
    return what.facts().name.value_or(what.key());
}

/// Those that take its place, one after the other, until one is the newest.
class update_walk {
public:
    update_walk(
        std::string const& input,
        bt::load_limits const& limits,
        std::function<void(update_news)> const& told)
        : input_{&input}
        , limits_{&limits}
        , told_{&told}
    {
    }

    newest_torrent go(bt::torrent::document given)
    {
        newest_torrent out{.what = std::move(given), .instead_of = {}, .trouble = {}};
        if (!out.what.facts().update_url)
            remark(fmt::format("{} names no update URL", shown_name(out.what)));
        std::optional<bt::torrent::document> first;
        try {
            while (out.what.facts().update_url) {
                auto next = ask(out);
                if (!next) break;
                out.instead_of.push_back({out.what.key(), shown_name(out.what)});
                if (!first) first = std::move(out.what);
                out.what = *std::move(next);
            }
        } catch (endless const& e) {
            if (first) out = {.what = *std::move(first), .instead_of = {}, .trouble = {}};
            out.trouble = fmt::format("cannot follow the updates of {}: {}", *input_, e.why);
        } catch (bt::error const& e) {
            bool const is_of_us = e.code() == exit_code::interrupted
                || e.code() == exit_code::broken_pipe || e.code() == exit_code::no_output;
            if (is_of_us) throw;
            out.trouble = e.what();
        }
        if (!out.trouble.empty())
            out.trouble += fmt::format("; going on with {}", shown_name(out.what));
        return out;
    }

private:
    /// Nobody can say which of them is the newest.
    struct endless {
        std::string why;
    };

    std::optional<bt::torrent::document> ask(newest_torrent const& so_far)
    {
        auto const& older = so_far.instead_of;
        auto answer = bt::torrent::ask_for_update(so_far.what, *limits_);
        (*told_)({.check = bt::torrent::describe(so_far.what, answer, *input_), .remark = {}});
        if (!answer.newer) return std::nullopt;
        auto const name = shown_name(*answer.newer);
        if (std::ranges::count(older, answer.newer->key(), &older_torrent::key) > 0)
            throw endless{fmt::format("they lead back to {}", name)};
        if (older.size() == most_updates)
            throw endless{fmt::format("there are more than {}", most_updates)};
        remark(fmt::format("{} takes the place of {}", name, shown_name(so_far.what)));
        return std::move(answer.newer);
    }

    void remark(std::string sentence) const
    {
        (*told_)({.check = std::nullopt, .remark = std::move(sentence)});
    }

    std::string const* input_;
    bt::load_limits const* limits_;
    std::function<void(update_news)> const* told_;
};

}  // namespace

void tell_news(update_news const& what, bt::cli::teller& tell)
{
    if (what.check && tell.is_json()) tell.write()(*what.check);
    if (!what.remark.empty()) tell.remark(what.remark);
}

newest_torrent find_newest(
    bt::torrent::document given,
    std::string const& input,
    bt::load_limits const& limits,
    std::function<void(update_news)> const& told)
{
    return update_walk{input, limits, told}.go(std::move(given));
}

asked_newest
ask_newest(bt::torrent::document given, std::string const& input, bt::load_limits const& limits)
{
    asked_newest out;
    try {
        out.found = find_newest(std::move(given), input, limits, [&out](update_news what) {
            out.news.push_back(std::move(what));
        });
    } catch (bt::error const& e) {
        out.trouble = e;
    }
    return out;
}

update_watch::update_watch(options const& given, bt::cli::teller& tell)
    : given_{&given}
    , tell_{&tell}
{
}

void update_watch::begin(std::vector<std::string> const& inputs, bt::cli::interrupt const& asked)
{
    for (auto const& input : inputs) {
        try {
            auto what = bt::torrent::inspect(
                input, given_->load.limits(asked.token(), given_->network.proxy));
            auto* const file = std::get_if<bt::torrent::document>(&what);
            if (file == nullptr) continue;
            found_[input] = {std::string{file->bytes()}, {}};
            if (!file->facts().update_url) continue;
            auto& at = watched_.emplace(input, watched{std::move(*file), {}}).first->second;
            (void)look(input, at, asked);
        } catch (bt::error const& e) {
            if (e.code() == exit_code::interrupted) throw;
        }
    }
}

/// Whether there is a newer one. The same trouble is told once.
bool update_watch::look(std::string const& input, watched& at, bt::cli::interrupt const& asked)
{
    auto const limits = given_->load.limits(asked.token(), given_->network.proxy);
    auto newest = find_newest(
        std::move(at.newest), input, limits, [this](auto const& news) { tell_news(news, *tell_); });
    at.newest = std::move(newest.what);
    if (at.trouble != newest.trouble && !newest.trouble.empty()) tell_->complain(newest.trouble);
    at.trouble = std::move(newest.trouble);
    if (newest.instead_of.empty()) return false;
    found_[input] = {std::string{at.newest.bytes()}, std::move(newest.instead_of)};
    return true;
}

std::vector<std::string> update_watch::wait(bt::cli::interrupt const& asked)
{
    std::vector<std::string> out;
    auto const can_be_asked = [this] {
        return std::ranges::any_of(watched_, [](auto const& each) {
            return each.second.newest.facts().update_url.has_value();
        });
    };
    try {
        while (out.empty() && can_be_asked()
               && bt::rest(given_->follow_interval.value, asked.token()))
            for (auto& [input, at] : watched_)
                if (at.newest.facts().update_url && look(input, at, asked)) out.push_back(input);
    } catch (bt::error const& e) {
        if (e.code() != exit_code::interrupted) throw;
        out.clear();
    }
    return out;
}

bt::torrent::metainfo
downloads::take_newest(newest_torrent found, std::string const& input, older_torrents& instead_of)
{
    if (!found.trouble.empty()) tell_->complain(found.trouble);
    instead_of = std::move(found.instead_of);
    return bt::torrent::parse_torrent(
        std::string{found.what.bytes()},
        bt::torrent::name_of(input),
        given_->load.limits(),
        bt::torrent::piece_layers::optional);
}

/// On a thread of its own: a web server may take its time, and the session must not wait for it.
void downloads::begin_asking(job& of, bt::torrent::document given)
{
    of.enter(stage::asking, now());
    auto const limits = given_->load.limits(asking_stopped_.get_token(), given_->network.proxy);
    asking_.insert_or_assign(
        of.id(),
        std::async(
            std::launch::async, [given = std::move(given), input = of.input(), limits]() mutable {
                return ask_newest(std::move(given), input, limits);
            }));
}

void downloads::look_at_answers()
{
    std::vector<std::pair<bt::session::torrent_id, asked_newest>> ended;
    for (auto each = asking_.begin(); each != asking_.end();) {
        if (each->second.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
            ++each;
            continue;
        }
        ended.emplace_back(each->first, each->second.get());
        each = asking_.erase(each);
    }
    for (auto& [id, answer] : ended) {
        auto* const about = find(id);
        // It may have ended meanwhile.
        if (about == nullptr || about->at() != stage::asking) continue;
        or_end(*about, [&, &answer = answer] {
            for (auto const& each : answer.news)
                tell_news(each, *tell_);
            if (answer.trouble) throw bt::error{*answer.trouble};
            older_torrents instead_of;
            auto what = take_newest(*std::move(answer.found), about->input(), instead_of);
            go_on_with(*about, std::move(what), instead_of);
        });
    }
}

/// What an input is, or what took its place; of a link that is asked once its metadata is here.
bt::torrent::metainfo downloads::load(std::string const& input, older_torrents& instead_of)
{
    auto const limits = given_->load.limits(interrupt_.token(), given_->network.proxy);
    if (auto const known = found_.find(input); known != found_.end()) {
        instead_of = known->second.instead_of;
        return bt::torrent::parse_torrent(
            known->second.bytes,
            bt::torrent::name_of(input),
            limits,
            bt::torrent::piece_layers::optional);
    }
    if (!asks_for_updates())
        return bt::torrent::load(input, limits, bt::torrent::piece_layers::optional);
    auto given = bt::torrent::inspect(input, limits);
    if (auto* const link = std::get_if<bt::torrent::metainfo>(&given)) return std::move(*link);
    auto found = find_newest(
        std::move(std::get<bt::torrent::document>(given)), input, limits, [this](auto const& news) {
            tell_news(news, *tell_);
        });
    return take_newest(std::move(found), input, instead_of);
}

/// What a newer one took the place of is not gone on with.
void downloads::forget_older(older_torrents const& all)
{
    for (auto const& each : all) {
        if (keeping_->is_session())
            keeping_->remove(each.key);
        else
            keeping_->drop(each.key);
    }
}

/// The job is that of another torrent from here on.
void downloads::take_place(job& of, older_torrents const& instead_of)
{
    forget_older(instead_of);
    if (auto const status = session_->status(of.id())) of.on_status(*status, now());
    if (keeping_->is_session()) keep(of, nullptr);
}

}  // namespace bt_add
