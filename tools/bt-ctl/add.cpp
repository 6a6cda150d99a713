#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <filesystem>

/// bt-ctl add: files are read here, since the session may not be allowed to.
namespace bt_ctl {
namespace {

bool is_link(std::string_view text)
{
    return text.starts_with("magnet:");
}

bool is_url(std::string_view text)
{
    return text.starts_with("http://") || text.starts_with("https://");
}

/// A file of that name comes first.
bool is_hash(std::string const& text)
{
    bool const fits = text.size() == 32
        ? bt::from_base32(text).has_value()
        : (text.size() == 40 || text.size() == 64) && bt::from_hex(text).has_value();
    std::error_code ignored;
    return fits && !std::filesystem::exists(text, ignored);
}

std::string trimmed(std::string const& text)
{
    constexpr auto spaces = " \t\r\n";
    auto const from = text.find_first_not_of(spaces);
    auto const to = text.find_last_not_of(spaces);
    return from == std::string::npos ? std::string{} : text.substr(from, to - from + 1);
}

void put(value::object& into, std::string_view name, std::string text)
{
    into.push_back({std::string{name}, value{std::move(text)}});
}

void put_file(value::object& into, std::string const& input)
{
    auto const bytes = bt::torrent::read_bytes(input, bt::load_limits{});
    auto const path = input == "-" ? input : std::filesystem::absolute(input).string();
    // What a session takes in one line is limited; it can read for itself then.
    constexpr std::size_t most = std::size_t{11} << 20U;
    if (is_link(bytes)) {
        put(into, "magnet", trimmed(bytes));
    } else if (bytes.size() > most && input != "-") {
        put(into, "torrent", path);
    } else {
        put(into, "torrent_base64", bt::to_base64(bytes));
        put(into, "origin", path);
    }
}

void put_input(value::object& into, std::string const& input)
{
    if (is_link(input))
        put(into, "magnet", input);
    else if (is_url(input))
        put(into, "url", input);
    else if (is_hash(input))
        put(into, "info_hash", input);
    else
        put_file(into, input);
}

value::object params_of(context& on)
{
    value::object out;
    for (auto const& each : on.what().options)
        for (auto const& text : on.given().texts(each.long_name())) {
            if (each.long_name() == "--paused")
                add_param(out, "flags", type::flags_on, "paused");
            else if (!each.param.empty())
                add_param(out, each.param, each.is, text);
        }
    return out;
}

}  // namespace

bt::exit_code run_add(context& on)
{
    auto const inputs = bt::cli::gather_inputs(on.given().arguments, on.given().list, "torrent");
    auto const common = params_of(on);
    (void)on.session();  // before anything is read
    return on.each(inputs, [&](std::string const& input) {
        auto params = common;
        put_input(params, input);
        auto const answer = on.call("add_torrent", value{std::move(params)});
        if (on.given().common.json) {
            on.line(R"({"kind":"reply","method":"add_torrent",)" + answer.substr(1));
            return;
        }
        auto const result = parse(answer);
        if (bt::control::member_of(answer, "already_present") == "true" && !on.given().common.quiet)
            on.tell().complain(fmt::format("{} is there already", input));
        on.line(text_in(result, "torrent"));
    });
}

}  // namespace bt_ctl
