#include "run.hpp"

#include <array>
#include <string_view>

namespace bt_feed {
namespace {

struct verb_row {
    std::string_view name;
    bt::exit_code (*run)(options const&, bt::cli::io&);
};

constexpr std::array verb_table{
    verb_row{"poll", run_poll},
    verb_row{"make", run_make},
    verb_row{"list", run_list},
    verb_row{"forget", run_forget},
};

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    for (auto const& verb : verb_table)
        if (verb.name == given.verb) return verb.run(given, streams);
    return bt::exit_code::usage;
}

}  // namespace bt_feed
