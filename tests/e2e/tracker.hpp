#pragma once

#include "swarm.hpp"

#include <unistd.h>

#include <filesystem>
#include <memory>

namespace bt::test {

/// opentracker as Debian has it: it serves only what its list allows, from a folder it chroots to.
class tracked : public swarm {
protected:
    void SetUp() override
    {
        swarm::SetUp();
        if (::geteuid() != 0) GTEST_SKIP() << "opentracker needs root for its chroot";
        if (!is_installed("opentracker")) GTEST_SKIP() << "there is no opentracker";
        port_ = free_port();
        write_file(place / "tracker/wl", "");
        std::filesystem::permissions(place.path(), std::filesystem::perms{0755});
        std::filesystem::permissions(place / "tracker", std::filesystem::perms{0755});
    }

    [[nodiscard]] std::string announce() const
    {
        return "http://" + tracker_host_ + ":" + std::to_string(port_) + "/announce";
    }

    [[nodiscard]] std::string announce_udp() const
    {
        return "udp://" + tracker_host_ + ":" + std::to_string(port_) + "/announce";
    }

    /// Starts the tracker for one torrent; with v2 it is known by the first 40 digits.
    void allow(std::string const& torrent)
    {
        auto const info = info_of(torrent);
        std::string list;
        for (auto const* key : {"info_hash_v1", "info_hash_v2"})
            if (info.contains(key)) list += info[key].get<std::string>().substr(0, 40) + "\n";
        write_file(place / "tracker/wl", list);
        auto const port = std::to_string(port_);
        tracker_ = std::make_unique<process>(command{
            .program = "opentracker",
            .arguments = {
                "-i", tracker_host_, "-p", port, "-P", port, "-d", place / "tracker", "-w", "wl"}});
    }

    std::string tracker_host_ = "127.0.0.1";

private:
    int port_ = 0;
    std::unique_ptr<process> tracker_;
};

}  // namespace bt::test
