#pragma once

#include "support/files.hpp"
#include "support/process.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace bt::test {

/// The option for the disk back end that BT_TEST_DISK names; without it the tools choose.
[[nodiscard]] inline std::vector<std::string> disk_options()
{
    auto const* const name = std::getenv("BT_TEST_DISK");
    if (name == nullptr) return {};
    return {"--disk", name};
}

/// One of our tools with `more` after the options that all of these tests give it.
[[nodiscard]] inline command on_disk(std::string program, std::vector<std::string> more)
{
    auto const disk = disk_options();
    more.insert(more.begin(), {"--private-net"});
    more.insert(more.begin(), disk.begin(), disk.end());
    return {.program = std::move(program), .arguments = std::move(more)};
}

[[nodiscard]] inline nlohmann::json info_of(std::string const& torrent)
{
    return run({.program = "bt-info", .arguments = {"-j", torrent}}).last_line();
}

/// A link with one hash and nothing else: v1's if there is one, or the one of `version`.
[[nodiscard]] inline std::string
magnet_of(std::string const& torrent, std::string const& version = "")
{
    auto const info = info_of(torrent);
    if (version != "v2" && info.contains("info_hash_v1"))
        return "magnet:?xt=urn:btih:" + info["info_hash_v1"].get<std::string>();
    return "magnet:?xt=urn:btmh:1220" + info.at("info_hash_v2").get<std::string>();
}

/// A scratch folder with content in src/data and torrents of it.
class swarm : public ::testing::Test {
protected:
    void SetUp() override { make_sample_tree(place / "src/data"); }

    /// Makes NAME.torrent of the content and gives its path.
    std::string make(std::string const& name, std::vector<std::string> const& more)
    {
        std::vector<std::string> arguments{"-q", "-o", place / (name + ".torrent")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.push_back(place / "src/data");
        auto const made = run({.program = "bt-create", .arguments = arguments});
        EXPECT_EQ(made.status, 0) << made.err;
        return place / (name + ".torrent");
    }

    [[nodiscard]] command seed(std::string const& torrent, std::vector<std::string> more = {}) const
    {
        more.insert(more.begin(), {"-j", "-d", place / "src", torrent});
        return on_disk("bt-seed", std::move(more));
    }

    [[nodiscard]] command
    add(std::string const& input,
        std::vector<std::string> more = {},
        std::string const& folder = "got") const
    {
        more.insert(more.begin(), {"-j", "-W", "60s", "-d", place / folder, input});
        return on_disk("bt-add", std::move(more));
    }

    [[nodiscard]] bool arrived() const { return same_tree(place / "src/data", place / "got/data"); }

    scratch place;
};

/// "127.0.0.1:PORT" of a seeder's ready event.
[[nodiscard]] inline std::string address_of(nlohmann::json const& ready)
{
    return ready.at("endpoints").at(0).get<std::string>();
}

}  // namespace bt::test
