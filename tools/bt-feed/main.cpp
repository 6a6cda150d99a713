#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-feed/options.hpp>
#include <bt-feed/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_feed::options> const tool{
        .name = "bt-feed",
        .summary = "Follow and make RSS and Atom feeds of torrents.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_feed::declare,
        .run = bt_feed::run,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
