#include "watching.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

namespace bt_seed {
namespace {

// Network file systems tell nobody of what others change in them.
constexpr std::chrono::seconds look_anyway{60};

bool is_of_ours(std::string const& name)
{
    return name.ends_with(".torrent") || name.ends_with(".magnet");
}

std::string absolute(std::string const& path)
{
    return std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace

std::optional<watch_spec> parse_watch(std::string const& text)
{
    watch_spec out;
    auto const first = text.find('=');
    out.folder = text.substr(0, first);
    if (out.folder.empty()) return std::nullopt;
    if (first == std::string::npos) return out;
    auto const rest = text.substr(first + 1);
    auto const second = rest.find('=');
    out.data = rest.substr(0, second);
    if (second != std::string::npos) out.category = rest.substr(second + 1);
    if (out.category.find('=') != std::string::npos) return std::nullopt;
    return out;
}

watching::watching(std::vector<watch_spec> specs, bool moves)
    : specs_{std::move(specs)}
    , moves_{moves}
    , last_rescan_{std::chrono::steady_clock::now()}
{
    for (auto& spec : specs_) {
        spec.folder = absolute(spec.folder);
        places_.insert_or_assign(watch_.add(spec.folder), place{spec.folder, &spec, false});
        if (!moves_) continue;
        auto const taken = bt::join_path(spec.folder, "added");
        bt::ensure_folder(taken);
        places_.insert_or_assign(watch_.add(taken), place{taken, &spec, true});
    }
}

std::vector<watched_file>
watching::take(std::chrono::steady_clock::time_point now, std::vector<std::string>& lost)
{
    if (now - last_rescan_ >= look_anyway) {
        last_rescan_ = now;
        watch_.rescan();
    }
    std::vector<watched_file> out;
    for (auto const& change : watch_.take()) {
        auto const& at = places_.at(change.folder_id);
        using what = bt::folder_change::what;
        if (change.happened == what::lost_folder) {
            lost.push_back(at.folder);
            continue;
        }
        if (!is_of_ours(change.name)) continue;
        out.push_back(
            {.path = bt::join_path(at.folder, change.name),
             .in = at.spec,
             .is_gone = change.happened == what::gone,
             .was_taken = at.is_for_taken});
    }
    return out;
}

bool watching::holds(std::string const& path) const
{
    auto const slash = path.rfind('/');
    if (slash == std::string::npos) return false;
    return std::ranges::any_of(places_, [folder = path.substr(0, slash)](auto const& each) {
        return each.second.folder == folder;
    });
}

std::string watching::move(watched_file const& taken) const
{
    auto const name = taken.path.substr(taken.path.rfind('/') + 1);
    auto to = bt::join_path(bt::join_path(taken.in->folder, "added"), name);
    if (std::rename(taken.path.c_str(), to.c_str()) != 0)
        bt::fail_errno(bt::exit_code::io, "move", taken.path);
    return to;
}

}  // namespace bt_seed
