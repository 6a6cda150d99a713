#include "hosting.hpp"

#include <bt/base/encode.hpp>
#include <bt/state/dirs.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bt_seed {

using bt::state::saved_torrent;

namespace {

constexpr char const* feeds_blob = "feeds";

}  // namespace

hosting::hosting(std::string const& state_dir, std::string const& name, warn tell)
    : tell_{std::move(tell)}
    , store_{bt::state::session_folder(bt::state::state_dir(state_dir), name)}
{
    (void)store_.begin_run();
    std::int64_t place = 0;
    for (auto& each : store_.torrents()) {
        auto& row = each.torrent;
        if (each.damaged)
            tell_(fmt::format("what was saved of {} is damaged; checking all data", row.key));
        position_ = std::max(position_, row.position);
        for (auto const& hash : {row.key, row.info_hash_v1, row.info_hash_v2})
            if (!hash.empty()) places_.emplace(hash, place);
        rows_.emplace(place++, std::move(row));
    }
}

std::vector<saved_torrent> hosting::take_all()
{
    std::vector<saved_torrent> out;
    out.reserve(rows_.size());
    for (auto& [place, row] : rows_)
        out.push_back(std::move(row));
    rows_.clear();
    return out;
}

std::optional<saved_torrent> hosting::take(bt::torrent::metainfo const& what)
{
    for (auto const& hash : {what.info_hash_v1(), what.info_hash_v2()}) {
        if (!hash) continue;
        auto const place = places_.find(bt::to_hex(*hash));
        if (place == places_.end()) continue;
        auto node = rows_.extract(place->second);
        if (!node.empty()) return std::move(node.mapped());
    }
    return std::nullopt;
}

std::string hosting::state()
{
    auto const found = store_.blob("session_params");
    return found && !found->damaged ? found->bytes : std::string{};
}

std::string hosting::feeds()
{
    auto found = store_.blob(feeds_blob);
    if (!found) return {};
    if (found->damaged)
        throw bt::error{bt::exit_code::config, "what was saved of the session's feeds is damaged"};
    return std::move(found->bytes);
}

void hosting::keep_feeds(std::string const& what)
{
    store_.set_blob(feeds_blob, what);
}

void hosting::keep_setting(std::string const& name, std::optional<std::string> const& value)
{
    if (value)
        store_.set_setting(name, *value);
    else
        store_.remove_setting(name);
}

void hosting::keep(saved_torrent what)
{
    std::erase(removed_, what.key);
    auto key = what.key;
    unsaved_.insert_or_assign(std::move(key), std::move(what));
}

void hosting::remove(std::string const& key)
{
    unsaved_.erase(key);
    removed_.push_back(key);
}

bool hosting::flush()
{
    if (unsaved_.empty() && removed_.empty()) return true;
    try {
        std::vector<saved_torrent> rows;
        rows.reserve(unsaved_.size());
        for (auto const& [key, row] : unsaved_)
            rows.push_back(row);
        if (!rows.empty()) store_.put(rows);
        unsaved_.clear();
        if (!removed_.empty()) store_.remove(removed_);
        removed_.clear();
        trouble_.reset();
    } catch (bt::error const& e) {
        if (!std::exchange(trouble_, e)) tell_(e.what());
        return false;
    }
    return true;
}

void hosting::end(std::string const& state)
{
    (void)flush();
    // It was told when it happened.
    if (trouble_) throw bt::error{trouble_->code(), ""};
    if (!state.empty()) store_.set_blob("session_params", state);
    store_.end_run();
}

}  // namespace bt_seed
