#include "inputs.hpp"

#include <utility>

namespace bt_info {

bool is_of_output(bt::error const& e)
{
    return e.code() == bt::exit_code::no_output || e.code() == bt::exit_code::broken_pipe;
}

bt::load_limits limits_of(options const& given, std::stop_token stop)
{
    auto limits = given.load.limits(std::move(stop));
    if (given.timeout.value.count() > 0) limits.fetch_time = given.timeout.value;
    return limits;
}

std::vector<bt::exit_code> for_each_input(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::teller& tell,
    std::stop_token const& stop,
    std::function<void(std::string const& input, inspected what)> const& take)
{
    std::vector<bt::exit_code> failed;
    for (auto const& input : inputs) {
        if (stop.stop_requested()) break;
        try {
            take(input, bt::torrent::inspect(input, limits_of(given, stop)));
        } catch (bt::error const& e) {
            if (is_of_output(e)) throw;
            tell.input_failed(input, e.code(), e.what());
            failed.push_back(e.code());
        }
    }
    return failed;
}

}  // namespace bt_info
