#include "parse.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/date.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/feed/charset.hpp>
#include <bt/feed/item_reader.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace bt::feed {
namespace {

struct reading {
    source const* from;
    parse_limits const* limits;
    parsed out;
    std::unordered_set<std::string> guids;
};

[[noreturn]] void refuse(source const& from, std::string_view why)
{
    fail(exit_code::bad_input, "read feed", from.name, why);
}

bool looks_like_html(std::string_view text)
{
    auto const start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return false;
    auto const head = lowered(text.substr(start, 15));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

/// What pugixml calls it, as the end of a sentence.
std::string fault_of(pugi::xml_parse_result const& result, std::string_view text)
{
    if (looks_like_html(text)) return "it is a web page";
    if (result.status == pugi::status_no_document_element) return "there is no XML in it";
    if (result.status == pugi::status_out_of_memory) return "out of memory";
    auto const before =
        text.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
    std::string what{result.description()};
    if (!what.empty()) what.front() = lower(what.front());
    return fmt::format("line {}: {}", std::ranges::count(before, '\n') + 1, what);
}

/// Entities of its own are how a document grows without end, or takes in files of this machine.
/// pugixml would leave them as they are.
void check_doctype(pugi::xml_document const& document, source const& from)
{
    for (auto const node : document.children())
        if (node.type() == pugi::node_doctype
            && std::string_view{node.value()}.find("<!ENTITY") != std::string_view::npos)
            refuse(from, "it defines entities of its own");
}

void load(pugi::xml_document& into, std::string const& text, reading const& now)
{
    auto const elements = static_cast<std::size_t>(std::ranges::count(text, '<'));
    if (elements > now.limits->elements)
        refuse(*now.from, fmt::format("more than {} elements", now.limits->elements));
    auto const how = pugi::parse_default | pugi::parse_doctype;
    auto const result = into.load_buffer(text.data(), text.size(), how, pugi::encoding_utf8);
    if (!result) refuse(*now.from, fault_of(result, text));
    check_doctype(into, *now.from);
}

void take(reading& now, found_item found)
{
    if (auto item = item_of(std::move(found))) {
        if (!now.guids.insert(item->guid).second) return;
        item->feed = now.from->name;
        if (!now.out.title.empty()) item->feed_title = now.out.title;
        now.out.items.push_back(std::move(*item));
    } else {
        ++now.out.num_without_torrent;
    }
    auto const all = now.out.items.size() + static_cast<std::size_t>(now.out.num_without_torrent);
    if (all > now.limits->items)
        refuse(*now.from, fmt::format("more than {} items", now.limits->items));
}

struct period_row {
    std::string_view word;
    int seconds;
};
/// Of the syndication module of RSS 1.0.
constexpr std::array periods{
    period_row{"hourly", 3600},
    period_row{"daily", 86400},
    period_row{"weekly", 7 * 86400},
    period_row{"monthly", 30 * 86400},
    period_row{"yearly", 365 * 86400},
};

/// What a channel of RSS says of itself.
class channel_facts {
public:
    void take(pugi::xml_node element, vocabulary of)
    {
        auto const name = local_name(element);
        if (of == vocabulary::rss && name == "title" && title_.empty())
            title_ = text_of(element);
        else if (of == vocabulary::rss && name == "ttl")
            minutes_ = parse_integer(text_of(element), 1, most_minutes);
        else if (of == vocabulary::syndication && name == "updatePeriod")
            period_ = lowered(text_of(element));
        else if (of == vocabulary::syndication && name == "updateFrequency")
            frequency_ = parse_integer(text_of(element), 1, most_minutes).value_or(1);
    }

    [[nodiscard]] std::string const& title() const { return title_; }
    [[nodiscard]] std::optional<std::chrono::seconds> ttl() const
    {
        if (minutes_) return std::chrono::minutes{*minutes_};
        auto const* const row = std::ranges::find(periods, period_, &period_row::word);
        if (row == periods.end()) return std::nullopt;
        return std::chrono::seconds{std::max<std::int64_t>(row->seconds / frequency_, 60)};
    }

private:
    static constexpr std::int64_t most_minutes = 366 * 24 * 60;

    std::string title_;
    std::optional<std::int64_t> minutes_;
    std::string period_;
    std::int64_t frequency_ = 1;
};

/// RSS 0.9x and 2.0 have the items in the channel, 0.90 and 1.0 beside it.
void read_rss(pugi::xml_node root, xml_scope const& scope, reading& now)
{
    channel_facts about;
    std::vector<pugi::xml_node> items;
    bool has_channel = false;
    for_each_element(root, scope, [&](pugi::xml_node channel, xml_scope const& in_channel) {
        if (local_name(channel) != "channel"
            || in_channel.vocabulary_of(channel) != vocabulary::rss)
            return;
        has_channel = true;
        for_each_element(channel, in_channel, [&](pugi::xml_node each, xml_scope const& in_each) {
            about.take(each, in_each.vocabulary_of(each));
        });
    });
    if (!has_channel) refuse(*now.from, "it has no channel");
    now.out.title = about.title();
    now.out.ttl = about.ttl();
    auto const read_items = [&](pugi::xml_node above, xml_scope const& in_above) {
        for_each_element(above, in_above, [&](pugi::xml_node each, xml_scope const& in_each) {
            if (local_name(each) == "item" && in_each.vocabulary_of(each) == vocabulary::rss)
                take(now, read_rss_item(each, in_each));
        });
    };
    for_each_element(root, scope, [&](pugi::xml_node channel, xml_scope const& in_channel) {
        if (local_name(channel) == "channel") read_items(channel, in_channel);
    });
    read_items(root, scope);
}

void read_atom(pugi::xml_node root, xml_scope const& scope, reading& now)
{
    for_each_element(root, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
        if (local_name(each) == "title" && in_each.vocabulary_of(each) == vocabulary::atom)
            now.out.title = atom_text_of(each);
    });
    for_each_element(root, scope, [&](pugi::xml_node each, xml_scope const& in_each) {
        if (local_name(each) == "entry" && in_each.vocabulary_of(each) == vocabulary::atom)
            take(now, read_atom_entry(each, in_each));
    });
}

}  // namespace

parsed parse(std::string bytes, source const& from, parse_limits const& limits)
{
    reading now{.from = &from, .limits = &limits, .out = {}, .guids = {}};
    auto const document_text = decode_xml(std::move(bytes), from.content_type);
    if (!document_text.trouble.empty()) refuse(from, document_text.trouble);
    pugi::xml_document document;
    load(document, document_text.text, now);
    auto const root = document.document_element();
    xml_scope const outside{from.url};
    xml_scope const scope{outside, root};
    auto const name = local_name(root);
    if (name == "feed" && scope.vocabulary_of(root) == vocabulary::atom)
        read_atom(root, scope, now);
    else if (name == "rss" || name == "RDF")
        read_rss(root, scope, now);
    else if (looks_like_html(document_text.text))
        refuse(from, "it is a web page");
    else
        refuse(from, fmt::format("it is neither RSS nor Atom, but <{}>", name.substr(0, 40)));
    return std::move(now.out);
}

std::optional<std::int64_t> parse_feed_date(std::string_view text)
{
    if (auto const strict = parse_rfc3339(text)) return strict;
    if (auto const mail = parse_rfc822(text)) return mail;
    std::string loose{text};
    // "2026-11-21T04:28Z", and times without a zone.
    constexpr std::size_t to_minutes = 16;
    bool const has_minutes_alone =
        loose.size() >= to_minutes && (loose.size() == to_minutes || loose[to_minutes] != ':');
    if (has_minutes_alone) loose.insert(to_minutes, ":00");
    if (auto const padded = parse_rfc3339(loose)) return padded;
    return parse_rfc3339(loose + "Z");
}

}  // namespace bt::feed
