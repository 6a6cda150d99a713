#pragma once

#include "swarm.hpp"

#include <algorithm>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of a failing or changing disk share. They run with the back end that is the
/// default, or the one that BT_TEST_DISK names.
namespace bt::test {

/// The command under a limit of prlimit(1), such as "--fsize=1000000".
[[nodiscard]] inline command limited(std::string const& limit, command what)
{
    what.arguments.insert(
        what.arguments.begin(), {limit, std::string{BT_TEST_BIN} + "/" + what.program});
    what.program = "prlimit";
    return what;
}

[[nodiscard]] inline std::vector<nlohmann::json> events(ended const& of, std::string_view kind)
{
    auto all = of.lines();
    std::erase_if(all, [&](auto const& line) { return line.at("kind") != kind; });
    return all;
}

/// One sentence on standard error, which holds all of this.
inline void expect_one_line(ended const& end, std::vector<std::string> const& holding)
{
    EXPECT_EQ(std::ranges::count(end.err, '\n'), 1) << end.err;
    for (auto const& part : holding)
        EXPECT_NE(end.err.find(part), std::string::npos) << "no " << part << " in " << end.err;
}

/// The disk failed it at this file, for this reason, and it said so once: one event, one line.
inline void
expect_one_file_error(ended const& end, std::string const& path, std::string const& reason)
{
    EXPECT_EQ(end.status, 11) << end.err;
    auto const errors = events(end, "file_error");
    EXPECT_EQ(errors.size(), 1U) << nlohmann::json(errors);
    for (auto const& each : errors) {
        EXPECT_TRUE(each.at("path").get<std::string>().starts_with(path)) << each;
        EXPECT_FALSE(each.at("operation").get<std::string>().empty()) << each;
        EXPECT_NE(each.at("error_message").get<std::string>().find(reason), std::string::npos)
            << each;
    }
    expect_one_line(end, {path, reason});
    EXPECT_EQ(end.last_line()["kind"], "summary");
    EXPECT_EQ(end.last_line()["exit_code"], 11);
}

/// Not killed by a signal, not by the test either, and no failure.
inline void expect_ok(ended const& end)
{
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(events(end, "file_error").empty());
}

/// A seeder of src/data, and commands that download from it.
class served : public swarm {
protected:
    void serve(std::string const& torrent, std::vector<std::string> more = {})
    {
        serve(torrent, seed(torrent, std::move(more)));
    }

    void serve(std::string const& torrent, command by)
    {
        torrent_ = torrent;
        seeder_ = std::make_unique<process>(std::move(by));
        auto const ready = seeder_->wait_for("ready", std::chrono::seconds{60});
        if (!ready) throw std::runtime_error{seeder_->wait(std::chrono::seconds{0}).err};
        peer_ = address_of(*ready);
    }

    [[nodiscard]] command
    fetch(std::vector<std::string> more = {}, std::string const& folder = "got") const
    {
        more.insert(more.end(), {"--peer", peer_});
        return add(torrent_, std::move(more), folder);
    }

    [[nodiscard]] process& seeder() { return *seeder_; }

    /// A seeder that was not hurt stops in order.
    [[nodiscard]] ended stop_seeder()
    {
        seeder_->signal(SIGTERM);
        return seeder_->wait();
    }

private:
    std::string torrent_;
    std::string peer_;
    std::unique_ptr<process> seeder_;
};

}  // namespace bt::test
