#include "asked_session.hpp"

#include <bt/session/torrent_actions.hpp>
#include <bt/session/torrent_lists.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace bt::session {
namespace {

using test::code_of;
using lists_of_a_torrent = test::asked_session;
namespace ev = record::event;

bool is_in(std::vector<std::string> const& list, std::string const& word)
{
    return std::ranges::find(list, word) != list.end();
}

TEST_F(lists_of_a_torrent, say_what_is_here)
{
    auto const count = static_cast<std::size_t>(sample.pieces());
    auto const all = pieces(host(), id);
    ASSERT_EQ(all.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(all[i].index, static_cast<std::int64_t>(i));
        EXPECT_TRUE(all[i].have);
        EXPECT_EQ(all[i].hash.value_or("").size(), 40U);
        EXPECT_EQ(all[i].torrent, node_.status(id).torrent);
    }
    auto const bits = piece_bitfield(host(), id);
    EXPECT_EQ(bits.num_pieces, sample.pieces());
    EXPECT_EQ(bits.bytes.size(), (count + 7) / 8);
    EXPECT_EQ(status_of(host(), id, {.pieces = true}).pieces_base64->bytes, bits.bytes);
    EXPECT_FALSE(status_of(host(), id).pieces_base64);
    EXPECT_TRUE(download_queue(host(), id).empty());
    EXPECT_TRUE(piece_availability(host(), id).empty());
    for (auto const& each : files(host(), id)) {
        EXPECT_EQ(each.progress, each.pad_file ? each.progress : each.size) << each.path;
        EXPECT_EQ(each.progress_ratio.value_or(0), each.pad_file ? *each.progress_ratio : 1.0);
        EXPECT_TRUE(each.priority);
    }
}

TEST_F(lists_of_a_torrent, say_what_is_not_here)
{
    test::sample_torrent const other{test::format::v2};
    auto const empty = host().add(other.meta(), {.save_path = place.path()});
    ASSERT_TRUE(test::until({&node_}, [&] { return node_.status(empty).state == "downloading"; }));
    for (auto const& each : pieces(host(), empty)) {
        EXPECT_FALSE(each.have);
        EXPECT_EQ(each.availability, 0);
        EXPECT_FALSE(each.hash);
    }
    auto const bits = piece_bitfield(host(), empty);
    EXPECT_EQ(bits.bytes, std::string(bits.bytes.size(), '\0'));
    EXPECT_EQ(piece_availability(host(), empty).size(), static_cast<std::size_t>(other.pieces()));
    for (auto const& each : files(host(), empty))
        EXPECT_EQ(each.progress, 0);
}

TEST_F(lists_of_a_torrent, need_metadata_or_do_without)
{
    auto const bare = link();
    auto const words = std::string{"has no metadata yet"};
    auto const missing = exit_code::not_found;
    EXPECT_EQ(code_of([&] { (void)files(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)pieces(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)download_queue(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)piece_bitfield(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)piece_availability(host(), bare); }, words), missing);
    EXPECT_TRUE(peers(host(), bare).empty());
    EXPECT_TRUE(trackers(host(), bare).empty());
    EXPECT_TRUE(web_seeds(host(), bare).empty());
    auto const all = status_parts{.pieces = true, .verified_pieces = true, .limits = true};
    EXPECT_FALSE(status_of(host(), bare, all).pieces_base64);
}

TEST_F(lists_of_a_torrent, are_of_a_torrent_that_is_there)
{
    auto const words = std::string{"it is not in the session"};
    auto const missing = exit_code::not_found;
    auto& at = host();
    EXPECT_EQ(code_of([&] { (void)status_of(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)peers(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { ask_known_peers(at, 0, {}); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)trackers(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)web_seeds(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)files(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)pieces(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)download_queue(at, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { (void)piece_bitfield(at, 0); }, words), missing);
}

/// A download that is so slow that it can be looked at.
class a_download : public test::asked_session {
protected:
    a_download()
    {
        set_limits(host(), id, {.upload_limit = 20'000});
        got =
            other.get().add(sample.meta(), {.save_path = place / "to", .peers = {node_.address()}});
    }
    [[nodiscard]] bool until_both(std::function<bool()> const& done)
    {
        return test::until({&node_, &other}, done);
    }

    test::node other;
    torrent_id got = 0;
};

TEST_F(a_download, has_peers_and_partial_pieces)
{
    std::vector<record::partial_piece> partial;
    ASSERT_TRUE(until_both([&] {
        partial = download_queue(other.get(), got);
        return std::ranges::any_of(partial, [](auto const& each) { return each.requested > 0; });
    }));
    auto const& piece = partial.front();
    EXPECT_EQ(static_cast<std::int64_t>(piece.blocks.size()), piece.blocks_in_piece);
    auto const endpoint = "127.0.0.1:" + std::to_string(node_.address().port);
    EXPECT_TRUE(std::ranges::any_of(partial, [&](auto const& each) {
        return std::ranges::any_of(each.blocks, [&](auto const& block) {
            return block.state != "none" && block.peer == endpoint && block.block_size > 0;
        });
    }));
    auto const theirs = peers(other.get(), got, peer_pieces::yes);
    ASSERT_EQ(theirs.size(), 1U);
    auto const& it = theirs[0];
    EXPECT_EQ(it.endpoint, endpoint);
    EXPECT_EQ(it.torrent, other.status(got).torrent);
    EXPECT_TRUE(it.client.value_or("").starts_with("bt-tools/"));
    EXPECT_TRUE(is_in(it.flags, "seed"));
    EXPECT_TRUE(is_in(it.flags, "outgoing_connection"));
    EXPECT_TRUE(is_in(it.source, "resume_data"));
    EXPECT_EQ(it.connection_type, "standard_bittorrent");
    EXPECT_EQ(it.progress, 1);
    EXPECT_EQ(it.num_pieces, sample.pieces());
    EXPECT_EQ(it.peer_id.value_or("").size(), 40U);
    EXPECT_EQ(it.pieces_base64->bytes, piece_bitfield(host(), id).bytes);
    auto const ours = peers(host(), id);
    ASSERT_EQ(ours.size(), 1U);
    EXPECT_TRUE(is_in(ours[0].source, "incoming"));
    EXPECT_FALSE(ours[0].pieces_base64);
    auto const available = piece_availability(other.get(), got);
    EXPECT_EQ(std::ranges::count(available, 1), sample.pieces());
}

TEST_F(a_download, knows_peers)
{
    ASSERT_TRUE(until_both([&] { return !peers(other.get(), got).empty(); }));
    std::optional<std::vector<record::known_peer>> known;
    ask_known_peers(other.get(), got, [&](auto const& found) { known = found; });
    ASSERT_TRUE(until_both([&] { return known.has_value(); }));
    ASSERT_EQ(known->size(), 1U);
    EXPECT_EQ(known->front().endpoint, "127.0.0.1:" + std::to_string(node_.address().port));
    EXPECT_FALSE(known->front().banned);
    EXPECT_EQ(known->front().torrent, other.status(got).torrent);
}

TEST_F(a_download, that_is_removed_knows_nobody)
{
    std::optional<std::vector<record::known_peer>> known;
    ask_known_peers(other.get(), got, [&](auto const& found) { known = found; });
    other.get().remove(got);
    ASSERT_TRUE(until_both([&] {
        (void)other.get().metric("net.sent_bytes");
        return known.has_value();
    }));
}

TEST_F(a_download, counts_when_it_last_did_something)
{
    EXPECT_FALSE(node_.status(id).last_download);
    ASSERT_TRUE(until_both([&] { return other.status(got).last_download.has_value(); }));
    auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    EXPECT_NEAR(
        static_cast<double>(*other.status(got).last_download), static_cast<double>(now), 60);
}

}  // namespace
}  // namespace bt::session
