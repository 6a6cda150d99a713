#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-add/first_options.hpp>
#include <bt-add/options.hpp>
#include <bt-add/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_add::options> const tool{
        .name = "bt-add",
        .summary = "Download torrents, check them, and exit.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_add::declare,
        .run = bt_add::run,
        .first_options = bt_add::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
