#include "dirs.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace bt::state {
namespace {

namespace fs = std::filesystem;

/// The specification calls a relative path invalid, to be ignored.
std::optional<std::string> absolute_from(char const* variable)
{
    auto const* value = std::getenv(variable);
    if (value == nullptr || *value != '/') return {};
    return value;
}

std::string below_home(char const* variable, std::string_view in_home, std::string_view what)
{
    if (auto const given = absolute_from(variable)) return join_path(*given, "bt-tools");
    auto const home = absolute_from("HOME");
    if (!home)
        throw error{
            exit_code::config,
            fmt::format("cannot find the {} folder: HOME is not set", what),
            fmt::format("{} can say where it is", variable)};
    return join_path(*home, fmt::format("{}/bt-tools", in_home));
}

bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_session_name(std::string_view name)
{
    constexpr std::size_t longest = 64;
    return !name.empty() && name.size() <= longest && is_letter_or_digit(name.front())
        && std::ranges::all_of(
            name, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

/// Those above it too, none of which has to be there.
void make_folder(fs::path const& path)
{
    constexpr mode_t owner_alone = 0700;
    auto const make = [&] { return ::mkdir(path.c_str(), owner_alone) == 0 || errno == EEXIST; };
    if (make()) return;
    if (errno == ENOENT && path.has_relative_path() && path.parent_path() != path
        && !path.parent_path().empty()) {
        make_folder(path.parent_path());
        if (make()) return;
    }
    fail_errno(exit_code::io, "make folder", path.native());
}

[[noreturn]] void
refuse_folder(std::string const& path, std::string_view why, std::string hint = {})
{
    throw error{
        exit_code::config, fmt::format("cannot use folder {}: {}", path, why), std::move(hint)};
}

}  // namespace

std::string state_dir(std::string const& given)
{
    return given.empty() ? below_home("XDG_STATE_HOME", ".local/state", "state") : given;
}

std::string runtime_dir(std::string const& session_folder)
{
    auto const given = absolute_from("XDG_RUNTIME_DIR");
    return given ? join_path(*given, "bt-tools") : session_folder;
}

std::string cache_dir()
{
    return below_home("XDG_CACHE_HOME", ".cache", "cache");
}

void check_session_name(std::string_view name)
{
    if (is_session_name(name)) return;
    throw error{
        exit_code::usage,
        fmt::format("cannot use session name '{}': it is not a name", name),
        "up to 64 of A-Z a-z 0-9 . _ -, the first a letter or a digit"};
}

std::string session_folder(std::string const& state_dir, std::string_view name)
{
    check_session_name(name);
    return join_path(state_dir, fmt::format("sessions/{}", name));
}

std::vector<std::string> session_names(std::string const& state_dir)
{
    auto const folder = join_path(state_dir, "sessions");
    std::vector<std::string> names;
    std::error_code reason;
    fs::directory_iterator each{folder, reason};
    for (; !reason && each != fs::directory_iterator{}; each.increment(reason)) {
        auto name = each->path().filename().native();
        std::error_code ignored;
        if (is_session_name(name) && fs::exists(each->path() / database_name, ignored))
            names.push_back(std::move(name));
    }
    if (reason && reason != std::errc::no_such_file_or_directory)
        fail(exit_code::io, "list folder", folder, reason);
    std::ranges::sort(names);
    return names;
}

void make_private_folder(std::string const& path)
{
    // "a/" is the same as "a", but has another parent.
    auto const last = path.find_last_not_of('/');
    make_folder(last == std::string::npos ? path : path.substr(0, last + 1));
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) fail_errno(exit_code::io, "use folder", path);
    if (!S_ISDIR(facts.st_mode)) refuse_folder(path, "it is not a folder");
    if (facts.st_uid != ::geteuid())
        refuse_folder(path, fmt::format("it belongs to another user, number {}", facts.st_uid));
    if ((facts.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        refuse_folder(path, "others may write to it", fmt::format("chmod go-w {}", path));
}

}  // namespace bt::state
