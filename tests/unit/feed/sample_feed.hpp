#pragma once

#include <bt/base/error.hpp>
#include <bt/feed/parse.hpp>

#include <gtest/gtest.h>

#include <string>

namespace bt::test {

inline constexpr auto sample_feed_url = "http://feeds.example/all/rss.xml?key=1";
inline std::string const sample_hash = "0123456789abcdef0123456789abcdef01234567";

/// What the feed has, as if it came from sample_feed_url.
inline feed::parsed
read_feed(std::string text, std::string content_type = {}, feed::parse_limits limits = {})
{
    return feed::parse(
        std::move(text),
        {.name = sample_feed_url, .url = sample_feed_url, .content_type = std::move(content_type)},
        limits);
}

inline std::string rss_with(std::string const& items)
{
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>" + items
        + "</channel></rss>";
}

inline std::string atom_with(std::string const& entries)
{
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>" + entries + "</feed>";
}

/// The one item of an RSS feed.
inline record::feed_item one_item(std::string const& inside)
{
    auto const all = read_feed(rss_with("<item>" + inside + "</item>"));
    EXPECT_EQ(all.items.size(), 1U) << inside;
    return all.items.empty() ? record::feed_item{} : all.items.front();
}

/// Why a feed is refused, after "cannot read feed URL: ".
inline std::string
refusal_of(std::string text, std::string content_type = {}, feed::parse_limits limits = {})
{
    auto const front = std::string{"cannot read feed "} + sample_feed_url + ": ";
    try {
        (void)read_feed(std::move(text), std::move(content_type), limits);
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::bad_input);
        std::string const sentence{e.what()};
        EXPECT_TRUE(sentence.starts_with(front)) << sentence;
        return sentence.substr(std::min(front.size(), sentence.size()));
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

}  // namespace bt::test
