#pragma once

#include "support/files.hpp"
#include "support/process.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bt::test {

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
        more.insert(more.begin(), {"-j", "--private-net", "-d", place / "src", torrent});
        return {.program = "bt-seed", .arguments = std::move(more)};
    }

    [[nodiscard]] command add(std::string const& input, std::vector<std::string> more = {}) const
    {
        more.insert(more.begin(), {"-j", "--private-net", "-W", "60s", "-d", place / "got", input});
        return {.program = "bt-add", .arguments = std::move(more)};
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
