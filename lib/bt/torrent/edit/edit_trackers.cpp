#include "edit_trackers.hpp"

#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/writer.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;
using bencode::writer;

using tier = std::vector<std::string>;
using tiers = std::vector<tier>;

bool has(tier const& in, std::string const& url)
{
    return std::ranges::find(in, url) != in.end();
}

bool has(tiers const& in, std::string const& url)
{
    return std::ranges::any_of(in, [&](tier const& each) { return has(each, url); });
}

/// False where it is no list of lists of strings. Some write a URL in place of a list of one.
bool read_tiers(std::string_view list, tiers& into)
{
    cursor at{list};
    if (at.kind() != type::list) return false;
    for (at.enter(); !at.leave();) {
        tier urls;
        if (at.kind() == type::string) {
            urls.emplace_back(at.string());
        } else if (at.kind() == type::list) {
            for (at.enter(); !at.leave();) {
                if (at.kind() != type::string) return false;
                urls.emplace_back(at.string());
            }
        } else {
            return false;
        }
        if (!urls.empty()) into.push_back(std::move(urls));
    }
    return true;
}

tiers tiers_in(bencode::splice const& top, std::string_view name)
{
    tiers all;
    auto const list = top.find("announce-list");
    if (!list.empty() && !read_tiers(list, all))
        fail(
            exit_code::bad_input, "edit", name, "its announce-list is not a list of lists of URLs");
    auto const first = top.find("announce");
    if (first.empty()) return all;
    if (cursor{first}.kind() != type::string)
        fail(exit_code::bad_input, "edit", name, "its announce is not a URL");
    std::string const url{cursor{first}.string()};
    if (!url.empty() && !has(all, url)) all.insert(all.begin(), tier{url});
    return all;
}

void replace(tiers& in, tracker_changes::replacement const& change)
{
    if (change.from == change.to) return;
    bool const there = has(in, change.to);
    for (auto& urls : in) {
        if (there)
            std::erase(urls, change.from);
        else
            std::ranges::replace(urls, change.from, change.to);
    }
}

/// The tier of the first of these that is there; else a new one.
tier& tier_for(tiers& in, std::vector<std::string> const& urls)
{
    for (auto const& url : urls)
        for (auto& each : in)
            if (has(each, url)) return each;
    return in.emplace_back();
}

void add(tiers& in, std::vector<record::tracker_entry> const& given)
{
    for (std::size_t i = 0; i < given.size();) {
        std::vector<std::string> urls;
        for (auto const first = i; i < given.size() && given[i].tier == given[first].tier; ++i)
            urls.push_back(given[i].url);
        auto& into = tier_for(in, urls);
        for (auto const& url : urls)
            if (!has(in, url)) into.push_back(url);
    }
}

void write(bencode::splice& top, tiers const& all)
{
    if (all.empty()) {
        top.remove("announce");
        top.remove("announce-list");
        return;
    }
    top.set_string("announce", all.front().front());
    bool const one = all.size() == 1 && all.front().size() == 1;
    if (one && top.find("announce-list").empty()) return;
    writer out;
    out.list();
    for (auto const& urls : all) {
        out.list();
        for (auto const& url : urls)
            out.string(url);
        out.end();
    }
    top.set("announce-list", out.end().take());
}

}  // namespace

void edit_trackers(bencode::splice& top, tracker_changes const& changes, std::string_view name)
{
    bool const asks = changes.clear || !changes.remove.empty() || !changes.replace.empty()
        || !changes.add.empty();
    if (!asks) return;
    tiers before;
    try {
        before = tiers_in(top, name);
    } catch (error const&) {
        if (!changes.clear) throw;
        // What cannot be understood can still be taken away.
        top.remove("announce");
        top.remove("announce-list");
    }
    auto now = changes.clear ? tiers{} : before;
    for (auto& urls : now)
        std::erase_if(urls, [&](std::string const& url) {
            return std::ranges::any_of(changes.remove, [&](std::string const& pattern) {
                return wildcard_matches(pattern, url);
            });
        });
    for (auto const& each : changes.replace)
        replace(now, each);
    std::erase_if(now, [](tier const& urls) { return urls.empty(); });
    add(now, changes.add);
    if (now != before) write(top, now);
    // Keys that hold no URL at all are no trackers, but they are not nothing either.
    if (changes.clear && now.empty()) write(top, now);
}

}  // namespace bt::torrent
