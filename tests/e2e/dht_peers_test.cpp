#include "swarm.hpp"

#include <memory>

namespace bt::test {
namespace {

class dht_story : public swarm {};

TEST_F(dht_story, peers_are_found_by_the_dht_alone)
{
    std::vector<std::unique_ptr<process>> nodes;
    std::vector<std::string> enter;
    for (int i = 0; i < 5; ++i) {
        std::vector<std::string> arguments{"node", "-j", "--private-net"};
        arguments.insert(arguments.end(), enter.begin(), enter.end());
        nodes.push_back(
            std::make_unique<process>(command{.program = "bt-dht", .arguments = arguments}));
        auto const ready = nodes.back()->wait_for("ready");
        ASSERT_TRUE(ready);
        if (enter.size() < 4) enter.insert(enter.end(), {"--dht-node", address_of(*ready)});
    }
    auto const torrent = make("x", {});
    process seeder{seed(torrent, enter)};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto const end = run(add(ready->at("magnets").at(0), enter), std::chrono::seconds{90});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

class dht_of_one : public swarm, public ::testing::WithParamInterface<std::string> {};

TEST_P(dht_of_one, one_node_is_enough_for_a_bare_magnet_link)
{
    process node{{.program = "bt-dht", .arguments = {"node", "-j", "--private-net"}}};
    auto const up = node.wait_for("ready");
    ASSERT_TRUE(up);
    std::vector<std::string> const enter{"--dht-node", address_of(*up)};
    auto const torrent = make("x", {"-m", GetParam()});
    process seeder{seed(torrent, enter)};
    ASSERT_TRUE(seeder.wait_for("ready"));
    auto const end = run(add(magnet_of(torrent, GetParam()), enter), std::chrono::seconds{90});
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

INSTANTIATE_TEST_SUITE_P(formats, dht_of_one, ::testing::Values("v1", "v2"), [](auto const& each) {
    return each.param;
});

}  // namespace
}  // namespace bt::test
