#include "interop.hpp"

namespace bt::test {
namespace {

/// microsocks (SOCKS5) and tinyproxy (HTTP with CONNECT) stand between us and everybody else.
class with_proxy : public tracked {
protected:
    void SetUp() override
    {
        tracked::SetUp();
        port_ = free_port();
    }

    void start_socks(std::vector<std::string> more = {})
    {
        if (!is_installed("microsocks")) GTEST_SKIP() << "there is no microsocks";
        more.insert(more.begin(), {"-i", "127.0.0.1", "-p", std::to_string(port_)});
        log_ = place / "socks.log";
        proxy_ = std::make_unique<process>(logged({.program = "microsocks", .arguments = more}));
    }

    void start_http()
    {
        if (!is_installed("tinyproxy")) GTEST_SKIP() << "there is no tinyproxy";
        log_ = place / "http.log";
        write_file(
            place / "tinyproxy.conf",
            "Listen 127.0.0.1\nLogLevel Connect\nTimeout 60\nAllow 127.0.0.1\nPort "
                + std::to_string(port_) + "\n");
        proxy_ = std::make_unique<process>(
            logged({.program = "tinyproxy", .arguments = {"-d", "-c", place / "tinyproxy.conf"}}));
    }

    /// Options that leave no other way than by the proxy.
    [[nodiscard]] std::vector<std::string> through(std::string const& kind) const
    {
        return {
            "--no-utp",
            "--no-dht",
            "--set",
            "proxy_type=" + kind,
            "--set",
            "proxy_hostname=127.0.0.1",
            "--set",
            "proxy_port=" + std::to_string(port_)};
    }

    /// Peers meet by a tracker, and both were asked for at the proxy.
    void expect_download(std::vector<std::string> const& options)
    {
        auto const torrent = make("x", {"-a", announce()});
        allow(torrent);
        process seeder{seed(torrent, {"--no-utp"})};
        auto const ready = seeder.wait_for("ready");
        ASSERT_TRUE(ready);
        ASSERT_TRUE(seeder.wait_for("tracker_reply"));
        auto const end = run(add(torrent, options));
        EXPECT_EQ(end.status, 0) << end.err;
        EXPECT_TRUE(arrived());
        auto const log = read_file(log_);
        auto const url = announce();
        auto const tracker = url.substr(url.rfind(':'), url.rfind('/') - url.rfind(':'));
        auto const peer = ":" + std::to_string(ready->at("port").get<int>());
        EXPECT_NE(log.find(tracker), std::string::npos) << log;
        EXPECT_NE(log.find(peer), std::string::npos) << log;
    }

private:
    [[nodiscard]] command logged(command what) const
    {
        what.arguments.insert(
            what.arguments.begin(), {"-c", "exec \"$0\" \"$@\" > " + log_ + " 2>&1", what.program});
        what.program = "sh";
        return what;
    }

    int port_ = 0;
    std::string log_;
    std::unique_ptr<process> proxy_;
};

TEST_F(with_proxy, all_goes_through_socks5)
{
    start_socks();
    if (IsSkipped()) return;
    expect_download(through("socks5"));
}

TEST_F(with_proxy, all_goes_through_socks5_with_a_password)
{
    start_socks({"-u", "who", "-P", "secret"});
    if (IsSkipped()) return;
    auto options = through("socks5_pw");
    options.insert(
        options.end(), {"--set", "proxy_username=who", "--set", "proxy_password=secret"});
    expect_download(options);
}

TEST_F(with_proxy, all_goes_through_http_connect)
{
    start_http();
    if (IsSkipped()) return;
    expect_download(through("http"));
}

TEST_F(with_proxy, nothing_goes_past_a_proxy_that_is_not_there)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent, {"--no-utp"})};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    auto options = through("socks5");
    options.insert(options.end(), {"--peer", address_of(*ready), "--peer-timeout", "6s"});
    auto const end = run(add(torrent, options));
    EXPECT_EQ(end.status, 9) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "peer_timeout");
    EXPECT_EQ(end.last_line()["total_payload_download"], 0);
}

}  // namespace
}  // namespace bt::test
