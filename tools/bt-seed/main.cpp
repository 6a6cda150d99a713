#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-seed/first_options.hpp>
#include <bt-seed/options.hpp>
#include <bt-seed/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_seed::options> const tool{
        .name = "bt-seed",
        .summary = "Serve the data of torrents until told to stop.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_seed::declare,
        .run = bt_seed::run,
        .generate = bt_seed::generate,
        .first_options = bt_seed::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
