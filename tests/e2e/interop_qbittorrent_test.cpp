#include "interop.hpp"

namespace bt::test {
namespace {

/// qBittorrent 4.5 is built on the libtorrent that we use, and knows every format.
class with_qbittorrent : public interop, public ::testing::WithParamInterface<std::string> {
protected:
    void SetUp() override
    {
        interop::SetUp();
        need("qbittorrent-nox");
        port_ = free_port();
        web_port_ = free_port();
    }

    /// Starts it with one torrent, whose data is in `folder` or will be.
    void start(std::string const& torrent, std::string const& folder)
    {
        write_file(
            place / "profile/qBittorrent/config/qBittorrent.conf",
            std::string{"[LegalNotice]\nAccepted=true\n"
                        "[BitTorrent]\n"
                        "Session\\DHTEnabled=false\n"
                        "Session\\LSDEnabled=false\n"
                        "Session\\PeXEnabled=false\n"
                        "Session\\QueueingSystemEnabled=false\n"
                        "Session\\InterfaceAddress="}
                + theirs
                + "\n"
                  "[Network]\nPortForwardingEnabled=false\n"
                  "[Preferences]\n"
                  "WebUI\\Address=127.0.0.1\n"
                  "WebUI\\LocalHostAuth=false\n"
                  "WebUI\\UseUPnP=false\n");
        daemon_ = std::make_unique<process>(command{
            .program = "qbittorrent-nox",
            .arguments = {
                "--profile=" + place / "profile",
                "--webui-port=" + std::to_string(web_port_),
                "--torrenting-port=" + std::to_string(port_),
                "--save-path=" + folder,
                "--skip-dialog=true",
                torrent}});
    }

    /// Whether it has, or got, all of it in time.
    [[nodiscard]] bool is_complete(std::chrono::seconds within = std::chrono::seconds{40})
    {
        auto const url = "http://127.0.0.1:" + std::to_string(web_port_) + "/api/v2/torrents/info";
        auto const holds = [&] {
            last_told_ = fetch_body(url);
            auto const all = nlohmann::json::parse(last_told_, nullptr, false);
            if (!all.is_array() || all.size() != 1) return false;
            auto const state = all[0].value("state", "");
            return state == "stalledUP" || state == "uploading";
        };
        return eventually(holds, within);
    }

    [[nodiscard]] std::string address() const
    {
        return std::string{theirs} + ":" + std::to_string(port_);
    }
    [[nodiscard]] std::string const& last_told() const { return last_told_; }

private:
    int port_ = 0;
    int web_port_ = 0;
    std::string last_told_;
    std::unique_ptr<process> daemon_;
};

TEST_P(with_qbittorrent, it_seeds_to_our_downloader)
{
    auto const torrent = make("x", {"-m", GetParam()});
    start(torrent, place / "src");
    ASSERT_TRUE(is_complete()) << last_told();
    auto const end = run(fetch(torrent, {"--peer", address()}));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_P(with_qbittorrent, it_downloads_from_our_seeder)
{
    auto const torrent = make("x", {"-m", GetParam(), "-a", announce()});
    allow(torrent);
    auto const seeder = serve(torrent);
    start(torrent, place / "got");
    EXPECT_TRUE(is_complete()) << last_told();
    EXPECT_TRUE(arrived());
}

INSTANTIATE_TEST_SUITE_P(
    formats, with_qbittorrent, ::testing::Values("v1", "hybrid", "v2"), [](auto const& each) {
        return each.param;
    });

}  // namespace
}  // namespace bt::test
