#pragma once

#include "support/memory_disk.hpp"
#include "unit/session/node.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace bt::test {

/// A seeder and a leecher, each with a disk in memory; the seeder's holds the torrent.
class memory_swarm {
public:
    explicit memory_swarm(format what)
        : torrent{what}
    {
        for (auto const file : torrent.files_with_bytes())
            theirs.put(path("/from", file), content(file));
    }

    ~memory_swarm()
    {
        for (auto* const disk : {&ours, &theirs}) {
            disk->set_schedule({});
            disk->let_go();
        }
    }
    memory_swarm(memory_swarm const&) = delete;
    memory_swarm& operator=(memory_swarm const&) = delete;
    memory_swarm(memory_swarm&&) = delete;
    memory_swarm& operator=(memory_swarm&&) = delete;

    /// Ready to serve, when its pieces were hashed.
    void seed()
    {
        seeder_id = seeder.seed(torrent, "/from");
        ASSERT_TRUE(
            until({&seeder}, [&] { return seeder.count<record::event::torrent_checked>() == 1; }));
        ASSERT_TRUE(seeder.status(seeder_id).is_seeding);
    }
    void download() { leecher_id = leecher.download(torrent, "/to", seeder); }
    [[nodiscard]] bool until_both(std::function<bool()> const& done)
    {
        return until({&leecher, &seeder}, done);
    }
    [[nodiscard]] bool finishes()
    {
        return until_both([&] { return leecher.count<record::event::torrent_finished>() > 0; });
    }

    [[nodiscard]] std::string path(std::string const& folder, lt::file_index_t file) const
    {
        return torrent.files().file_path(file, folder);
    }
    [[nodiscard]] std::string content(lt::file_index_t file) const
    {
        return read_file(path(torrent.folder(), file));
    }
    [[nodiscard]] bool arrived() const
    {
        for (auto const file : torrent.files_with_bytes())
            if (ours.get(path("/to", file)) != content(file)) return false;
        return true;
    }
    /// No byte of what was written is another than it should be.
    [[nodiscard]] bool holds_no_wrong_byte() const
    {
        for (auto const file : torrent.files_with_bytes()) {
            auto const right = content(file);
            auto const got = ours.get(path("/to", file)).value_or("");
            if (got.size() > right.size()) return false;
            for (std::size_t i = 0; i < got.size(); ++i)
                if (got[i] != right[i] && got[i] != '\0') return false;
        }
        return true;
    }

    sample_torrent const torrent;
    disk_in_memory theirs;
    disk_in_memory ours;
    node seeder{theirs.source()};
    node leecher{ours.source()};
    session::torrent_id seeder_id = 0;
    session::torrent_id leecher_id = 0;
};

}  // namespace bt::test
