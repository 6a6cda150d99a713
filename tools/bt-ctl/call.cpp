#include <bt/base/error.hpp>
#include <bt/torrent/load.hpp>

#include <bt-ctl/context.hpp>

/// bt-ctl call: any method, by its name.
namespace bt_ctl {

bt::exit_code run_call(context& on)
{
    auto const& words = on.given().arguments;
    if (words.empty() || words.size() > 2)
        throw bt::error{
            bt::exit_code::usage,
            "cannot call: it takes a method, and params as JSON",
            "bt-ctl methods lists the methods"};
    auto text = words.size() < 2 ? std::string{"{}"} : words[1];
    if (text == "-") text = bt::torrent::read_bytes("-", bt::load_limits{});
    auto read = bt::control::parse_json(text);
    if (auto const* const fault = std::get_if<bt::control::json_fault>(&read))
        bt::fail(bt::exit_code::usage, "read", "the params", std::string_view{fault->why});
    on.line(on.call(words[0], std::get<value>(read)));
    return bt::exit_code::ok;
}

}  // namespace bt_ctl
