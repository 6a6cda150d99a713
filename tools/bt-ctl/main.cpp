#include <bt/cli/tool.hpp>
#include <bt/torrent/version.hpp>

#include <bt-ctl/first_options.hpp>
#include <bt-ctl/options.hpp>
#include <bt-ctl/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_ctl::options> const tool{
        .name = "bt-ctl",
        .summary = "Look into and steer a running bt-seed or bt-add.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_ctl::declare,
        .run = bt_ctl::run,
        .generate = bt_ctl::generate,
        .first_options = bt_ctl::first_options,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
