#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-edit/first_options.hpp>
#include <bt-edit/options.hpp>
#include <bt-edit/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_edit::options> const tool{
        .name = "bt-edit",
        .summary = "Change a torrent file, and its info-hash only if told to.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_edit::declare,
        .run = bt_edit::run,
        .first_options = bt_edit::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
