#include "keeping.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/session/saved.hpp>
#include <bt/state/dirs.hpp>
#include <bt/state/resume_file.hpp>
#include <bt/state/store.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace bt_add {
namespace {

using bt::state::resume_file;
using bt::state::saved_torrent;

/// A link may know one hash of a hybrid, and the file be named by the other.
std::vector<std::string> keys_of(bt::torrent::metainfo const& what)
{
    std::vector<std::string> out;
    if (auto const v1 = what.info_hash_v1()) out.push_back(bt::to_hex(*v1));
    if (auto const v2 = what.info_hash_v2()) out.push_back(bt::to_hex(*v2));
    return out;
}

kept_torrent kept_of(saved_torrent from)
{
    auto resume = bt::session::resume_of(from);
    return {
        .torrent_file = std::move(from.torrent_file),
        .save_path = std::move(from.save_path),
        .resume = std::move(resume)};
}

class beside : public keeping {
public:
    beside(std::string folder, warn tell)
        : folder_{std::move(folder)}
        , tell_{std::move(tell)}
    {
    }

    std::optional<kept_torrent> find(bt::torrent::metainfo const& what) override
    {
        for (auto const& key : keys_of(what)) {
            try {
                auto found = bt::state::read_resume_file(folder_, key);
                if (found.what == resume_file::state::absent) continue;
                if (found.what == resume_file::state::whole)
                    return kept_of(std::move(found.torrent));
                auto const path = bt::state::resume_path(folder_, key);
                tell_(fmt::format("cannot use {}: {}; checking all data", path, found.why));
                if (found.what == resume_file::state::damaged)
                    (void)bt::state::set_resume_file_aside(folder_, key);
            } catch (bt::error const& e) {
                tell_(e.what());
            }
        }
        return std::nullopt;
    }

    void keep(saved_torrent const& what, trouble of_disk) override
    {
        if (what.resume.empty()) return;
        try {
            bt::state::write_resume_file(folder_, what);
        } catch (bt::error const& e) {
            if (of_disk == trouble::told && !std::exchange(told_, true)) tell_(e.what());
        }
    }

    void drop(std::string const& key) override
    {
        try {
            bt::state::remove_resume_file(folder_, key);
        } catch (bt::error const& e) {
            if (!std::exchange(told_, true)) tell_(e.what());
        }
    }

private:
    std::string folder_;
    warn tell_;
    bool told_ = false;  // a full disk is told of once
};

class in_session : public keeping {
public:
    in_session(std::string const& folder, warn tell)
        : tell_{std::move(tell)}
        , store_{folder}
    {
        (void)store_.begin_run();
        for (auto& each : store_.torrents()) {
            if (each.damaged)
                tell_(fmt::format(
                    "what was saved of {} is damaged; checking all data", each.torrent.key));
            position_ = std::max(position_, each.torrent.position);
            known_.push_back(std::move(each.torrent));
        }
    }

    std::optional<kept_torrent> find(bt::torrent::metainfo const& what) override
    {
        auto const* const known = known_as(keys_of(what));
        if (known == nullptr) return std::nullopt;
        return kept_of(*known);
    }

    void keep(saved_torrent const& what, trouble) override
    {
        auto saved = what;
        if (auto const* const known = known_as({what.info_hash_v1, what.info_hash_v2})) {
            // One torrent is one row, whichever of its hashes came first.
            saved.key = known->key;
            saved.position = known->position;
            saved.added_time = known->added_time;
            if (saved.category.empty()) saved.category = known->category;
            if (saved.tags.empty()) saved.tags = known->tags;
            if (saved.origin.empty()) saved.origin = known->origin;
            if (saved.source_feed_url.empty()) saved.source_feed_url = known->source_feed_url;
        } else {
            saved.position = ++position_;
            known_.push_back(saved);
        }
        try {
            store_.put(std::span{&saved, 1});
            unsaved_.erase(saved.key);
        } catch (bt::error const& e) {
            if (unsaved_.empty()) tell_(e.what());
            unsaved_.insert_or_assign(saved.key, e);
        }
    }

    void drop(std::string const&) override {}
    [[nodiscard]] bool is_session() const override { return true; }

    std::vector<std::string> unfinished() override
    {
        std::vector<std::string> out;
        for (auto const& each : known_)
            if (each.completed_time == 0)
                out.push_back(each.magnet.empty() ? each.key : each.magnet);
        return out;
    }

    void remove(std::string const& key) override
    {
        auto const* const known = known_as({key});
        if (known == nullptr) return;
        auto const row = known->key;
        store_.remove(std::span{&row, 1});
        std::erase_if(known_, [&](saved_torrent const& each) { return each.key == row; });
        unsaved_.erase(row);
    }

    void keep_setting(std::string const& name, std::optional<std::string> const& value) override
    {
        if (value)
            store_.set_setting(name, *value);
        else
            store_.remove_setting(name);
    }

    std::map<std::string, std::string> settings() override { return store_.settings(); }

    std::string state() override
    {
        auto const found = store_.blob("session_params");
        return found && !found->damaged ? found->bytes : std::string{};
    }

    void end(std::string const& state) override
    {
        // It was told when it happened.
        if (!unsaved_.empty()) throw bt::error{unsaved_.begin()->second.code(), ""};
        if (!state.empty()) store_.set_blob("session_params", state);
        store_.end_run();
    }

private:
    [[nodiscard]] saved_torrent const* known_as(std::vector<std::string> const& keys) const
    {
        auto const found = std::ranges::find_if(known_, [&](saved_torrent const& each) {
            return std::ranges::any_of(keys, [&](std::string const& key) {
                return !key.empty()
                    && (key == each.info_hash_v1 || key == each.info_hash_v2 || key == each.key);
            });
        });
        return found == known_.end() ? nullptr : &*found;
    }

    warn tell_;
    bt::state::store store_;
    std::vector<saved_torrent> known_;
    std::map<std::string, bt::error> unsaved_;  // by key, with why
    std::int64_t position_ = 0;
};

class nothing : public keeping {
public:
    std::optional<kept_torrent> find(bt::torrent::metainfo const&) override { return std::nullopt; }
    void keep(saved_torrent const&, trouble) override {}
    void drop(std::string const&) override {}
};

}  // namespace

std::unique_ptr<keeping> keep_beside(std::string const& folder, warn tell)
{
    return std::make_unique<beside>(folder, std::move(tell));
}

std::unique_ptr<keeping>
keep_in_session(std::string const& state_dir, std::string const& name, warn tell)
{
    auto const folder = bt::state::session_folder(bt::state::state_dir(state_dir), name);
    return std::make_unique<in_session>(folder, std::move(tell));
}

std::unique_ptr<keeping> keep_nothing()
{
    return std::make_unique<nothing>();
}

}  // namespace bt_add
