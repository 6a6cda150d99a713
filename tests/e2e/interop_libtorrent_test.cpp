#include "interop.hpp"

namespace bt::test {
namespace {

struct link {
    std::string format;
    std::string hash;  ///< the one in the magnet link
};

/// libtorrent as it comes, through python3-libtorrent: none of our settings, disk or loader.
class with_libtorrent : public swarm, public ::testing::WithParamInterface<link> {
protected:
    void SetUp() override
    {
        swarm::SetUp();
        if (!has_python_libtorrent()) GTEST_SKIP() << "there is no python3-libtorrent";
        torrent_ = make("x", {"-m", GetParam().format});
        seeder_ = std::make_unique<process>(command{
            .program = debian_python,
            .arguments = {peer_script("libtorrent_seed.py"), torrent_, place / "src"}});
        auto const ready = seeder_->wait_for("ready");
        ASSERT_TRUE(ready) << seeder_->wait(std::chrono::seconds{0}).err;
        peer_ = address_of(*ready);
    }

    std::string torrent_;
    std::string peer_;

private:
    std::unique_ptr<process> seeder_;
};

TEST_P(with_libtorrent, it_seeds_to_our_downloader)
{
    auto const end = run(add(torrent_, {"--peer", peer_}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_P(with_libtorrent, it_gives_the_metadata_of_a_magnet_link_with_one_hash)
{
    auto const end = run(add(magnet_of(torrent_, GetParam().hash), {"--peer", peer_}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

INSTANTIATE_TEST_SUITE_P(
    formats,
    with_libtorrent,
    ::testing::Values(
        link{"v1", "v1"}, link{"hybrid", "v1"}, link{"hybrid", "v2"}, link{"v2", "v2"}),
    [](auto const& each) { return each.param.format + "_by_" + each.param.hash; });

}  // namespace
}  // namespace bt::test
