#pragma once

#include "support/network.hpp"
#include "tracker.hpp"

#include <bt/net/http.hpp>

#include <cstdlib>
#include <filesystem>

/// What the tests with other people's clients share.
namespace bt::test {

/// One of the scripts in peers/.
[[nodiscard]] inline std::string peer_script(std::string const& name)
{
    return std::string{BT_TEST_PEERS} + "/" + name;
}

/// Debian's, which finds Debian's modules whatever else is on the path.
inline constexpr auto* debian_python = "/usr/bin/python3";

[[nodiscard]] inline bool has_python_libtorrent()
{
    if (!is_installed(debian_python)) return false;
    return run({.program = debian_python, .arguments = {"-c", "import libtorrent"}}).status == 0;
}

/// For programs that say on standard error what a test waits for.
[[nodiscard]] inline command with_errors_in_output(command what)
{
    what.arguments.insert(
        what.arguments.begin(),
        {"-c", "PATH=$PATH:/usr/sbin; exec \"$0\" \"$@\" 2>&1", what.program});
    what.program = "sh";
    return what;
}

[[nodiscard]] inline std::string fetch_body(std::string const& url)
{
    return net::http_client{}.get({.url = url}, {}).reply.body;
}

/// Their program and ours, each with an address of its own in a network that has no way out.
class interop : public tracked {
protected:
    void SetUp() override
    {
        tracked::SetUp();
        if (IsSkipped()) return;
        if (auto const trouble = enter_own_network(); !trouble.empty()) GTEST_SKIP() << trouble;
        tracker_host_ = "198.51.100.1";
    }

    void need(std::string const& program)
    {
        if (!IsSkipped() && !is_installed(program)) GTEST_SKIP() << "there is no " << program;
    }

    /// bt-add from our address.
    [[nodiscard]] command fetch(std::string const& input, std::vector<std::string> more = {}) const
    {
        more.insert(more.begin(), {"-I", ours});
        return add(input, std::move(more));
    }

    /// bt-seed at our address, known to the tracker.
    [[nodiscard]] std::unique_ptr<process>
    serve(std::string const& torrent, std::vector<std::string> more = {}) const
    {
        more.insert(more.begin(), {"-I", ours});
        auto seeder = std::make_unique<process>(seed(torrent, std::move(more)));
        EXPECT_TRUE(seeder->wait_for("ready"));
        EXPECT_TRUE(seeder->wait_for("tracker_reply"));
        return seeder;
    }

    static constexpr auto* ours = "198.51.100.2";
    static constexpr auto* theirs = "198.51.100.3";
};

}  // namespace bt::test
