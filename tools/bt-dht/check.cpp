#include <bt/cli/teller.hpp>

#include <fmt/format.h>

#include <bt-dht/item_record.hpp>
#include <bt-dht/run.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;

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
