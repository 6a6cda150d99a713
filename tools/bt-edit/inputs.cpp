#include "inputs.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <set>

namespace bt_edit {
namespace {

[[noreturn]] void misused(std::string sentence)
{
    throw bt::error{bt::exit_code::usage, std::move(sentence)};
}

std::optional<struct stat> facts_of(std::string const& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
    return facts;
}

bool is_folder(std::string const& path)
{
    auto const facts = facts_of(path);
    return path.ends_with('/') || (facts && S_ISDIR(facts->st_mode));
}

std::vector<std::string> inputs_of(options const& given)
{
    auto inputs = given.torrents;
    auto const listed = bt::cli::read_inputs(given.list);
    inputs.insert(inputs.end(), listed.begin(), listed.end());
    if (inputs.empty() && given.list.file.empty()) misused("torrent is required");
    auto const from_stdin = std::ranges::count(inputs, "-");
    if (from_stdin + (given.list.file == "-" ? 1 : 0) > 1)
        misused("standard input can be read once");
    return inputs;
}

void check_output(job const& each)
{
    if (each.input == "-" || each.output.empty() || each.output == "-") return;
    auto const from = facts_of(each.input);
    auto const to = facts_of(each.output);
    if (from && to && from->st_dev == to->st_dev && from->st_ino == to->st_ino)
        misused(fmt::format(
            "cannot write {}: it is the input; without -o it is edited in place", each.output));
}

/// Where each goes that -o does not name a single place for.
void spread(std::vector<job>& jobs, std::string const& folder)
{
    std::set<std::string> taken;
    for (auto& each : jobs) {
        if (each.input == "-") misused("standard input has no name for a file in a folder");
        auto const name = each.input.substr(each.input.find_last_of('/') + 1);
        each.output = bt::join_path(folder, name);
        if (!taken.insert(name).second)
            misused(fmt::format("cannot write {}: several inputs have that name", each.output));
    }
}

}  // namespace

std::vector<job> jobs_of(options const& given)
{
    std::vector<job> jobs;
    for (auto& input : inputs_of(given))
        jobs.push_back({.input = std::move(input), .output = given.output});
    if (given.force && given.output.empty())
        misused("-f is about -o: in place nothing else is replaced");
    if (given.output.empty()) {
        for (auto& each : jobs)
            if (each.input == "-") each.output = "-";
    } else if (given.output != "-" && is_folder(given.output)) {
        spread(jobs, given.output);
    } else if (jobs.size() > 1) {
        misused("several torrents go into a folder, not into one file: -o FOLDER/");
    }
    bool const streams =
        std::ranges::any_of(jobs, [](job const& each) { return each.output == "-"; });
    if (streams && !given.dry_run && jobs.size() > 1) misused("standard output takes one torrent");
    if (streams && !given.dry_run && given.common.json)
        misused("cannot write the torrent and JSON to standard output");
    std::ranges::for_each(jobs, check_output);
    return jobs;
}

}  // namespace bt_edit
