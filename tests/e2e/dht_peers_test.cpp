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

}  // namespace
}  // namespace bt::test
