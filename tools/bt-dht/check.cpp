#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/item_file.hpp>

#include <fmt/format.h>

#include <bt-dht/item_record.hpp>
#include <bt-dht/run.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;

bt::dht::item trusted_item(std::string const& path)
{
    auto const bytes =
        bt::read_input(path, {.doing = "read item", .cap_bytes = bt::dht::most_item_bytes});
    auto const name = path == "-" ? "standard input" : path;
    auto item = bt::dht::read_item(bytes, name);
    if (item.key && !bt::dht::is_signed(item))
        bt::fail(exit_code::corrupt, "trust item", name, "its signature is not that of its key");
    return item;
}

exit_code check_one(std::string const& path, bt::cli::teller& tell)
{
    bt::dht::item item;
    try {
        item = trusted_item(path);
    } catch (bt::error const& e) {
        tell.input_failed(path, e.code(), e.what(), e.hint());
        return e.code();
    }
    tell.write()(record_of(item));
    return exit_code::ok;
}

}  // namespace

bt::exit_code run_check(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    std::vector<exit_code> each;
    for (auto const& path : given.items)
        each.push_back(check_one(path, tell));
    return bt::cli::combined(each);
}

}  // namespace bt_dht
