#include "selection.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/control/client.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace bt_ctl {
namespace {

using bt::exit_code;

bool truth_of(value const& status, std::string_view name)
{
    auto const* const found = status.find(name);
    return found != nullptr && found->truth() != nullptr && *found->truth();
}

bool is_in(value const& status, std::string const& state)
{
    bool const is_complete = truth_of(status, "is_finished");
    if (state == "paused") return truth_of(status, "is_paused");
    if (state == "complete") return is_complete;
    if (state == "incomplete") return !is_complete;
    if (state == "error") return status.find("error_code") != nullptr;
    if (state == "active")
        return integer_in(status, "download_payload_rate") > 0
            || integer_in(status, "upload_payload_rate") > 0;
    return text_in(status, "state") == state;
}

bool has_tag(value const& status, std::string const& tag)
{
    auto const* const tags = status.find("tags");
    if (tags == nullptr || tags->values() == nullptr) return false;
    return std::ranges::any_of(
        *tags->values(), [&](value const& each) { return each.text() && *each.text() == tag; });
}

/// Nothing asked is met by all.
template <class Meets>
bool any_or_none(std::vector<std::string> const& asked, Meets const& meets)
{
    return asked.empty() || std::ranges::any_of(asked, meets);
}

bool has_hash(std::string_view word, value const& status)
{
    auto const wanted = bt::lowered(word);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"torrent", "info_hash_v1", "info_hash_v2"},
        [&](auto const field) { return text_in(status, field).starts_with(wanted); });
}

/// Each torrent once.
struct collection {
    choice made;
    std::unordered_set<std::string> seen = {};

    void add(value const& status)
    {
        auto key = text_in(status, "torrent");
        if (seen.insert(key).second)
            made.torrents.push_back({std::move(key), text_in(status, "name")});
    }
};

void choose_by_word(
    collection& into, selection const& what, std::string const& word, auto const& all)
{
    std::vector<value const*> meant;
    // A hash comes first: a name that looks like the beginning of one is rare.
    if (is_hash_prefix(word))
        for (auto const& each : all)
            if (has_hash(word, each)) meant.push_back(&each);
    if (meant.size() > 1)
        throw bt::error{
            exit_code::usage,
            fmt::format("cannot tell which torrent {} is: {} begin with it", word, meant.size()),
            "give more digits"};
    if (meant.empty())
        for (auto const& each : all)
            if (bt::glob_matches(word, text_in(each, "name"))) meant.push_back(&each);
    bool any = false;
    for (auto const* const each : meant) {
        if (!passes(what, *each)) continue;
        any = true;
        into.add(*each);
    }
    if (!any) into.made.missed.push_back(word);
}

}  // namespace

bool selection::chooses() const
{
    return all || has_filters() || !words.empty();
}

selection selection_of(options const& given, std::vector<std::string> words)
{
    return {
        .words = std::move(words),
        .categories = given.texts("--category"),
        .tags = given.texts("--tag"),
        .states = given.texts("--state"),
        .all = given.has("--all")};
}

bool passes(selection const& what, value const& status)
{
    return any_or_none(what.states, [&](auto const& each) { return is_in(status, each); })
        && any_or_none(what.tags, [&](auto const& each) { return has_tag(status, each); })
        && any_or_none(what.categories, [&](auto const& each) {
               return text_in(status, "category") == each;
           });
}

bool is_hash_prefix(std::string_view word)
{
    constexpr std::size_t shortest = 4;
    return word.size() >= shortest
        && word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_named(std::string_view word, value const& status)
{
    return (is_hash_prefix(word) && has_hash(word, status))
        || bt::glob_matches(word, text_in(status, "name"));
}

choice choose(selection const& what, std::vector<value> const& statuses)
{
    collection out;
    for (auto const& word : what.words)
        choose_by_word(out, what, word, statuses);
    if (what.words.empty())
        for (auto const& each : statuses)
            if (passes(what, each)) out.add(each);
    return std::move(out.made);
}

choice choose(context& on, selection const& what)
{
    if (!what.chooses())
        throw bt::error{
            exit_code::usage,
            fmt::format("cannot call {}: there is no torrent", on.what().name),
            "name one by the beginning of its info-hash or by its name, or give --all"};
    auto const answer =
        on.call("list_torrents", object{}.add("fields", fields_to_choose_by()).made());
    std::vector<value> statuses;
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records")))
        statuses.push_back(parse(row));
    auto out = choose(what, statuses);
    if (out.torrents.empty()) {
        auto const sought = what.words.size() == 1 ? what.words.front() : "torrents";
        bt::fail(
            exit_code::not_found,
            "find",
            sought,
            std::string_view{"the session has none like that"});
    }
    return out;
}

std::vector<std::string> fields_to_choose_by()
{
    return {
        "torrent",
        "info_hash_v1",
        "info_hash_v2",
        "name",
        "state",
        "category",
        "tags",
        "is_paused",
        "is_finished",
        "error_code",
        "download_payload_rate",
        "upload_payload_rate"};
}

std::vector<option> selection_options()
{
    return {
        {.names = "--category",
         .doc = "Torrents of this category alone; repeat for one or another.",
         .value = "name",
         .repeats = true},
        {.names = "--tag",
         .doc = "Torrents with this tag alone; repeat for one or another.",
         .value = "name",
         .repeats = true},
        {.names = "--state",
         .doc = "Torrents in this state alone: one of libtorrent's, or paused, active, complete, "
                "incomplete or error; repeat for one or another.",
         .value = "state",
         .repeats = true,
         .words =
             {"checking_files",
              "downloading_metadata",
              "downloading",
              "finished",
              "seeding",
              "checking_resume_data",
              "paused",
              "active",
              "complete",
              "incomplete",
              "error"},
         .is_closed = true},
        {.names = "--all", .is = type::flag, .doc = "All torrents of the session."}};
}

}  // namespace bt_ctl
