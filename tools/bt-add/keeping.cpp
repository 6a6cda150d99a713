#include "keeping.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/state/resume_file.hpp>

#include <fmt/format.h>

#include <ctime>
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
    auto resume = std::make_shared<bt::session::resume_data>();
    resume->bytes = std::move(from.resume);
    resume->files.reserve(from.files.size());
    for (auto const& each : from.files) {
        bt::disk::file_stamp stamp;
        stamp.size = each.size;
        stamp.mtime_ns = each.mtime_ns;
        resume->files.push_back(stamp);
    }
    return {.torrent_file = std::move(from.torrent_file), .resume = std::move(resume)};
}

saved_torrent saved_of(keep_request const& what)
{
    saved_torrent out;
    out.key = what.key;
    out.name = what.name;
    out.origin = what.input;
    out.save_path = what.save_path;
    out.torrent_file = what.torrent_file;
    out.resume = what.resume->bytes;
    for (auto const& each : what.resume->files)
        out.files.push_back({.size = each.size, .mtime_ns = each.mtime_ns});
    out.added_time = static_cast<std::int64_t>(std::time(nullptr));
    return out;
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

    void keep(keep_request const& what) override
    {
        try {
            bt::state::write_resume_file(folder_, saved_of(what));
        } catch (bt::error const& e) {
            if (!std::exchange(told_, true)) tell_(e.what());
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

class nothing : public keeping {
public:
    std::optional<kept_torrent> find(bt::torrent::metainfo const&) override { return std::nullopt; }
    void keep(keep_request const&) override {}
    void drop(std::string const&) override {}
};

}  // namespace

std::unique_ptr<keeping> keep_beside(std::string const& folder, warn tell)
{
    return std::make_unique<beside>(folder, std::move(tell));
}

std::unique_ptr<keeping> keep_nothing()
{
    return std::make_unique<nothing>();
}

}  // namespace bt_add
