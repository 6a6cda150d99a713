#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-verify/first_options.hpp>
#include <bt-verify/options.hpp>
#include <bt-verify/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_verify::options> const tool{
        .name = "bt-verify",
        .summary = "Check data on disk against a torrent file.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_verify::declare,
        .run = bt_verify::run,
        .first_options = bt_verify::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
