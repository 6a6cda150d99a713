#include "run.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/teller.hpp>
#include <bt/control/client.hpp>
#include <bt/session/setting_list.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <bt-add/links.hpp>
#include <bt-add/updates.hpp>
#include <bt-add/versions.hpp>
#include <filesystem>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

namespace bt_add {

namespace {

/// What a round of following has beside the options.
struct round {
    std::function<void()> when_complete;
    std::vector<std::string> places;  ///< that its torrents are in, afterwards
    found_torrents found = {};        ///< what inputs stand for
};

/// All that is given now, with a host or without.
bt::exit_code
fetch(options now, bt::cli::teller& tell, bt::record::summary& summary, round* of = nullptr)
{
    for (;;) {
        downloads all{now, tell};
        if (of != nullptr) {
            all.when_complete(of->when_complete);
            all.take_found(of->found);
        }
        try {
            auto const code = all.run(summary);
            if (of != nullptr) of->places = all.places();
            return code;
        } catch (bt::control::gone const&) {
            // Whoever hosted the session is gone; what it had come to is in the session.
            if (!all.can_begin_again()) throw;
            tell.remark(fmt::format("the host of session {} has ended", now.session));
            if (!all.inputs().empty()) now.inputs = all.inputs();
            summary = {};
        }
    }
}

bool was_stopped(bt::exit_code code)
{
    return code > bt::stopped_by(0);
}

/// A round of its own for each version, until the last that is wanted or a signal.
class follower {
public:
    follower(options const& given, key_links& links, bt::cli::teller& tell)
        : given_{&given}
        , links_{&links}
        , tell_{&tell}
    {
        if (given.keep_versions) versions_.emplace(given.folder(), *given.keep_versions);
    }

    bt::exit_code run(std::vector<std::string> others)
    {
        auto code = bt::exit_code::ok;
        for (std::int64_t rounds = 0;;) {
            auto newer = [&] {
                bt::cli::interrupt const asked;
                auto found = links_->wait(asked);
                if (found.empty()) code = bt::stopped_by(asked.signal());
                return found;
            }();
            if (newer.empty()) return code;
            auto now = *given_;
            now.inputs = std::exchange(others, {});
            for (auto const& each : newer)
                now.inputs->push_back(each.magnet);
            try {
                code = fetch_round(std::move(now), newer.front().seq);
            } catch (bt::error const& e) {
                // The next version may be better.
                code = e.code();
                tell_->complain(e.what());
            }
            if (was_stopped(code) || ++rounds == given_->follow_count) return code;
        }
    }

private:
    bt::exit_code fetch_round(options now, std::int64_t seq)
    {
        round about{.when_complete = {}, .places = {}};
        if (versions_) {
            std::ranges::move(versions_->complete(), std::back_inserter(now.reuse));
            now.dir = versions_->begin(seq);
            about.when_complete = [&] { versions_->go_live(seq); };
        } else {
            // A version whose folder has another name has its files elsewhere.
            std::ranges::copy_if(places_, std::back_inserter(now.reuse), [](auto const& place) {
                return std::filesystem::exists(place);
            });
        }
        auto const code = bt::cli::with_summary(*tell_, [&](bt::record::summary& summary) {
            return fetch(now, *tell_, summary, &about);
        });
        places_ = std::move(about.places);
        if (versions_ && code == bt::exit_code::ok) versions_->remove_old();
        return code;
    }

    options const* given_;
    key_links* links_;
    bt::cli::teller* tell_;
    std::optional<versions> versions_;
    std::vector<std::string> places_;  ///< of the round before
};

/// The same for torrents that name an update URL.
class update_follower {
public:
    update_follower(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
        , watch_{given, tell}
    {
    }

    bt::exit_code run(std::vector<std::string> inputs)
    {
        if (auto const code = begin(inputs); code != bt::exit_code::ok) return code;
        for (std::int64_t rounds = 0;;) {
            auto now = *given_;
            now.inputs = std::move(inputs);
            round about{.when_complete = {}, .places = {}, .found = watch_.found()};
            auto code = bt::exit_code::ok;
            try {
                code = bt::cli::with_summary(*tell_, [&](bt::record::summary& summary) {
                    return fetch(now, *tell_, summary, &about);
                });
            } catch (bt::error const& e) {
                // The next one may be better.
                code = e.code();
                tell_->complain(e.what());
            }
            if (was_stopped(code) || ++rounds == given_->follow_count) return code;
            bt::cli::interrupt const asked;
            inputs = watch_.wait(asked);
            if (inputs.empty()) return asked.signal() == 0 ? code : bt::stopped_by(asked.signal());
        }
    }

private:
    bt::exit_code begin(std::vector<std::string> const& inputs)
    {
        bt::cli::interrupt const asked;
        try {
            watch_.begin(inputs, asked);
        } catch (bt::error const& e) {
            if (e.code() != bt::exit_code::interrupted) throw;
            return bt::stopped_by(asked.signal());
        }
        if (watch_.size() > 0) return bt::exit_code::ok;
        throw bt::error{
            bt::exit_code::usage,
            "cannot follow: no input is the link of a key, or a torrent that names an update URL"};
    }

    options const* given_;
    bt::cli::teller* tell_;
    update_watch watch_;
};

/// Finds what the links of keys among the inputs point at; without any, nothing changes. The
/// status of a signal that came meanwhile, else ok.
bt::exit_code resolve(options& now, key_links& links, std::vector<std::string> others)
{
    if (links.size() > 0) {
        bt::cli::interrupt const asked;
        try {
            for (auto& each : links.look(asked))
                others.push_back(std::move(each.magnet));
        } catch (bt::error const& e) {
            if (e.code() != bt::exit_code::interrupted) throw;
            return bt::stopped_by(asked.signal());
        }
    }
    now.inputs = std::move(others);
    return bt::exit_code::ok;
}

bool has_inputs(options const& given)
{
    return !given.arguments.empty() || !given.list.file.empty();
}

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-add", given.common, streams};
    if (given.list_settings) {
        for (auto const& each : bt::session::list_settings())
            tell.write()(each);
        return bt::exit_code::ok;
    }
    check(given);
    auto now = given;
    key_links links{given, tell};
    if (given.follow) {
        auto others = links.take(bt::cli::gather_inputs(given.arguments, given.list, "an input"));
        if (links.size() == 0) return update_follower{given, tell}.run(std::move(others));
        return follower{given, links, tell}.run(std::move(others));
    }
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        if (has_inputs(given)) {
            auto others =
                links.take(bt::cli::gather_inputs(given.arguments, given.list, "an input"));
            auto const code = resolve(now, links, std::move(others));
            if (code != bt::exit_code::ok) return code;
        }
        return fetch(now, tell, summary);
    });
}

}  // namespace bt_add
