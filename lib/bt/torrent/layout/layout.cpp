#include "layout.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/layout/walker.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace bt::torrent {
namespace {

constexpr std::string_view doing = "create torrent from";

/// The last component as it was typed: a link's own name, not its target's. Empty where there is
/// none, as in "." or "a/..".
std::string_view typed_name(std::string_view path)
{
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    auto const last = path.substr(path.find_last_of('/') + 1);
    return last == "." || last == ".." ? std::string_view{} : last;
}

std::string real_path(std::string const& path)
{
    std::unique_ptr<char, decltype(&std::free)> const real{
        ::realpath(path.c_str(), nullptr), &std::free};
    if (!real) fail_errno(exit_code::bad_input, doing, path);
    return real.get();
}

/// "." and "a/.." have no name of their own; what they lead to has.
std::string name_of(std::string const& path)
{
    auto const typed = typed_name(path);
    if (!typed.empty()) return std::string{typed};
    return std::string{typed_name(real_path(path))};
}

/// Lists and several paths come in any order, and may name a file twice.
void put_in_order(layout& found)
{
    auto const before = [](source_file const& a, source_file const& b) {
        return precedes(a.inside(), b.inside());
    };
    std::ranges::sort(found.files, before);
    auto const same = [](source_file const& a, source_file const& b) {
        if (a.inside() != b.inside()) return false;
        if (a.stamp != b.stamp)
            fail(exit_code::bad_input, doing, b.path, "another path has a file of the same name");
        return true;
    };
    // clang 14 cannot take the subrange that std::ranges::unique gives.
    auto const twice = std::unique(found.files.begin(), found.files.end(), same);
    found.files.erase(twice, found.files.end());
    found.total_size = 0;
    for (auto const& file : found.files)
        found.total_size += file.size();
}

/// With several paths a file and a folder can have one name.
void check_clashes(layout const& found)
{
    for (std::size_t i = 1; i < found.files.size(); ++i) {
        auto const above = found.files[i - 1].inside();
        auto const below = found.files[i].inside();
        if (below.starts_with(above) && below.substr(above.size()).starts_with('/'))
            fail(
                exit_code::bad_input,
                doing,
                found.files[i].path,
                "another path has a file where it has a folder");
    }
}

void check_content(layout const& found, std::string const& path)
{
    if (found.files.empty()) {
        auto const left_out = found.hidden + found.links + found.excluded;
        fail(
            exit_code::bad_input,
            doing,
            path,
            left_out > 0 ? "nothing is left of it" : "there are no files in it");
    }
    if (found.total_size == 0)
        fail(exit_code::bad_input, doing, path, "there is no content, only empty files");
}

}  // namespace

bool precedes(std::string_view inside, std::string_view other)
{
    // A slash ends a component, so it comes before whatever may be in one.
    auto const rank = [](char c) {
        return c == '/' ? 0 : static_cast<int>(static_cast<unsigned char>(c));
    };
    return std::ranges::lexicographical_compare(inside, other, {}, rank, rank);
}

layout scan(scan_request const& request)
{
    layout found;
    walker walk{request, found};
    auto const& first = request.paths.front();
    if (request.list) {
        found.name = name_of(first);
        for (auto const& entry : *request.list)
            walk.walk_listed(first, entry);
        put_in_order(found);
    } else if (request.paths.size() > 1) {
        for (auto const& path : request.paths) {
            auto const typed = typed_name(path);
            auto const named = typed.empty() ? real_path(path) : path;
            walk.walk_entry(named, std::string{typed_name(named)});
        }
        put_in_order(found);
        check_clashes(found);
    } else {
        found.name = name_of(first);
        if (found.name.empty()) fail(exit_code::bad_input, doing, first, "it has no name");
        walk.walk(first);
        found.is_single_file = found.files.size() == 1 && found.files.front().inside().empty();
    }
    check_content(found, first);
    return found;
}

}  // namespace bt::torrent
