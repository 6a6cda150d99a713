#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-create/first_options.hpp>
#include <bt-create/options.hpp>
#include <bt-create/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_create::options> const tool{
        .name = "bt-create",
        .summary = "Make a torrent file from a file or a folder.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_create::declare,
        .run = bt_create::run,
        .first_options = bt_create::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
