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
        port_ = free_port();
        write_file(place / "tracker/wl", "");
        std::filesystem::permissions(place.path(), std::filesystem::perms{0755});
        std::filesystem::permissions(place / "tracker", std::filesystem::perms{0755});
    }

    [[nodiscard]] std::string announce() const
    {
        return "http://127.0.0.1:" + std::to_string(port_) + "/announce";
    }

    [[nodiscard]] std::string announce_udp() const
    {
        return "udp://127.0.0.1:" + std::to_string(port_) + "/announce";
    }

    /// Starts the tracker for one torrent; with v2 it is known by the first 40 digits.
    void allow(std::string const& torrent)
    {
        auto const info = run({.program = "bt-info", .arguments = {"-j", torrent}}).last_line();
        std::string list;
        for (auto const* key : {"info_hash_v1", "info_hash_v2"})
            if (info.contains(key)) list += info[key].get<std::string>().substr(0, 40) + "\n";
        write_file(place / "tracker/wl", list);
        auto const port = std::to_string(port_);
        tracker_ = std::make_unique<process>(command{
            .program = "opentracker",
            .arguments = {
                "-i", "127.0.0.1", "-p", port, "-P", port, "-d", place / "tracker", "-w", "wl"}});
    }

private:
    int port_ = 0;
    std::unique_ptr<process> tracker_;
};

}  // namespace bt::test
