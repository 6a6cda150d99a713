#include "update.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/record/update_check.hpp>
#include <bt/torrent/document/update.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <bt-info/inputs.hpp>
#include <string_view>
#include <utility>
#include <variant>

namespace bt_info {
namespace {

std::string line_of(bt::record::update_check const& check)
{
    return fmt::format(
        "{:<7}  {}{}",
        check.is_updated ? "newer" : "current",
        bt::printable(check.name.value_or(check.torrent)),
        check.is_updated ? fmt::format(
            " -> {}  {}", bt::printable(check.newer_name.value_or("")), bt::printable(check.url))
                         : "");
}

}  // namespace

bt::exit_code check_updates(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell)
{
    bt::cli::interrupt const interrupt;
    auto const limits = limits_of(given, interrupt.token());
    std::size_t asked = 0;
    auto codes = for_each_input(
        inputs, given, tell, interrupt.token(), [&](std::string const& input, inspected what) {
            auto const* const file = std::get_if<bt::torrent::document>(&what);
            if (file == nullptr)
                bt::fail(
                    bt::exit_code::bad_input,
                    "ask for an update of",
                    input,
                    std::string_view{"a magnet link has no update URL"});
            auto const answer = bt::torrent::ask_for_update(*file, limits);
            auto const check = bt::torrent::describe(*file, answer, input);
            ++asked;
            if (tell.write().as() == bt::record::form::human)
                fmt::print(streams.out, "{}\n", line_of(check));
            else
                tell.write()(check);
        });
    if (interrupt.signal() != 0) return bt::stopped_by(interrupt.signal());
    // What went well beside what failed makes the difference between 13 and the fault's own.
    codes.insert(codes.end(), asked, bt::exit_code::ok);
    return bt::cli::combined(codes);
}

}  // namespace bt_info
