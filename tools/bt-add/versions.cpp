#include "versions.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

namespace bt_add {
namespace {

using bt::exit_code;

constexpr auto* list_name = ".bt-versions";
constexpr auto* link_name = "current";
constexpr std::string_view complete_word = "complete";
constexpr std::string_view begun_word = "begun";

/// "NUMBER complete" or "NUMBER begun" a line. What else is there was not written by us.
std::map<std::int64_t, bool> parse_list(std::string_view text, std::string const& path)
{
    std::map<std::int64_t, bool> out;
    while (!text.empty()) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        auto const space = std::min(line.find(' '), line.size());
        auto const seq =
            bt::parse_integer(line.substr(0, space), 0, std::numeric_limits<std::int64_t>::max());
        auto const word = line.substr(std::min(space + 1, line.size()));
        if (!seq || (word != complete_word && word != begun_word))
            bt::fail(
                exit_code::bad_input,
                "read the list of versions",
                path,
                std::string_view{"a line is not a number and its state"});
        out[*seq] = word == complete_word;
    }
    return out;
}

}  // namespace

versions::versions(std::string folder, std::int64_t keep)
    : folder_{std::move(folder)}
    , keep_{keep}
{
    bt::ensure_folder(folder_);
    auto const link = bt::join_path(folder_, link_name);
    struct stat facts {};
    if (::lstat(link.c_str(), &facts) == 0 && !S_ISLNK(facts.st_mode))
        bt::fail(
            exit_code::refused,
            "keep versions in",
            folder_,
            std::string_view{"'current' is there and no symbolic link"});
    auto const list = bt::join_path(folder_, list_name);
    if (::lstat(list.c_str(), &facts) == 0)
        known_ = parse_list(
            bt::read_file(list, {.doing = "read the list of versions", .cap_bytes = 16 << 20}),
            list);
}

std::string versions::place(std::int64_t seq) const
{
    return bt::join_path(folder_, std::to_string(seq));
}

std::string versions::begin(std::int64_t seq)
{
    auto path = place(seq);
    struct stat facts {};
    bool const is_there = ::lstat(path.c_str(), &facts) == 0;
    if (!known_.contains(seq)) {
        if (is_there)
            bt::fail(
                exit_code::refused,
                "save a version in",
                path,
                std::string_view{"it is there, and not of an earlier run"});
        known_[seq] = false;
        save();
    }
    bt::ensure_folder(path);
    return path;
}

void versions::go_live(std::int64_t seq)
{
    known_[seq] = true;
    save();
    auto const link = bt::join_path(folder_, link_name);
    auto const made = link + ".new";
    ::unlink(made.c_str());
    if (::symlink(std::to_string(seq).c_str(), made.c_str()) != 0
        || std::rename(made.c_str(), link.c_str()) != 0)
        bt::fail_errno(exit_code::io, "make the link", link);
}

void versions::remove_old()
{
    if (keep_ == 0 || known_.empty()) return;
    std::int64_t kept = 0;
    std::vector<std::int64_t> gone;
    for (auto each = known_.rbegin(); each != known_.rend(); ++each) {
        // One that is begun and newer than all complete ones may still come to be.
        bool const stays = each->second ? ++kept <= keep_ : kept == 0;
        if (!stays) gone.push_back(each->first);
    }
    for (auto const seq : gone) {
        std::error_code failed;
        std::filesystem::remove_all(place(seq), failed);
        if (failed) bt::fail(exit_code::io, "remove the old version", place(seq), failed);
        known_.erase(seq);
        save();
    }
}

std::vector<std::string> versions::complete() const
{
    std::vector<std::string> out;
    for (auto each = known_.rbegin(); each != known_.rend(); ++each)
        if (each->second) out.push_back(place(each->first));
    return out;
}

void versions::save() const
{
    std::string text;
    for (auto const& [seq, is_complete] : known_)
        text += fmt::format("{} {}\n", seq, is_complete ? complete_word : begun_word);
    try {
        bt::write_atomically(bt::join_path(folder_, list_name), text, {.replace = true});
    } catch (bt::error const& e) {
        throw bt::error{exit_code::io, e.what()};
    }
}

}  // namespace bt_add
