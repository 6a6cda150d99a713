#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-info/first_options.hpp>
#include <bt-info/options.hpp>
#include <bt-info/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_info::options> const tool{
        .name = "bt-info",
        .summary = "Print what a torrent file or a magnet link says.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_info::declare,
        .run = bt_info::run,
        .generate = bt_info::generate,
        .first_options = bt_info::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
