#include <bt/cli/tool.hpp>
#include <bt/dht/secret.hpp>
#include <bt/torrent/version.hpp>

#include <bt-dht/options.hpp>
#include <bt-dht/run.hpp>

int main(int argc, char** argv)
{
    bt::cli::tool<bt_dht::options> const tool{
        .name = "bt-dht",
        .summary = "Ask the DHT: items, keys and nodes.",
        .engine = bt::torrent::libtorrent_version(),
        .declare = bt_dht::declare,
        .run = bt_dht::run,
        .fit_to_show = bt::dht::without_keys,
    };
    return bt::cli::run_tool(tool, argc, argv);
}
