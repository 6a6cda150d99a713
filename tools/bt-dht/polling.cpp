#include "polling.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>

#include <algorithm>
#include <chrono>

namespace bt_dht {
namespace {

using std::chrono::milliseconds;
using clock_type = std::chrono::steady_clock;

}  // namespace

void poll_until(
    options const& given, bt::cli::interrupt const& asked, std::function<bool()> const& look)
{
    auto const max_time = given.max_time.value;
    auto const end =
        max_time == milliseconds{0} ? clock_type::time_point::max() : clock_type::now() + max_time;
    for (;;) {
        try {
            if (look()) return;
        } catch (bt::error const& e) {
            bool const may_pass =
                e.code() == bt::exit_code::network || e.code() == bt::exit_code::timed_out;
            if (!may_pass) throw;
        }
        auto const now = clock_type::now();
        if (now >= end)
            throw bt::error{bt::exit_code::timed_out, "cannot wait longer: --max-time is over"};
        auto pause = bt::with_jitter(given.intervals.at(given.verb).value);
        if (end != clock_type::time_point::max())
            pause = std::min(pause, std::chrono::ceil<milliseconds>(end - now));
        if (!bt::rest(pause, asked.token())) throw bt::error{bt::exit_code::interrupted, "stopped"};
    }
}

}  // namespace bt_dht
