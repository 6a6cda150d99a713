#include "context.hpp"

#include <bt/base/error.hpp>
#include <bt/host/socket.hpp>
#include <bt/state/dirs.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bt_ctl {
namespace {

using bt::error;
using bt::exit_code;

/// What to do about a session that does not answer.
std::string hint_of(options const& given)
{
    if (!given.socket.empty()) return "bt-seed --control takes a path like that";
    try {
        auto const names = bt::state::session_names(bt::state::state_dir(given.state_dir));
        if (std::ranges::find(names, given.session) != names.end())
            return fmt::format("it is stored; bt-seed --session {} runs it", given.session);
    } catch (error const&) {
        return {};  // then nothing is known of it
    }
    return "there is none of that name; bt-ctl sessions lists those that are";
}

}  // namespace

std::chrono::milliseconds answer_limit(verb const& what, options const& given)
{
    constexpr std::chrono::hours forever{24 * 365};
    bool const waits = std::ranges::any_of(what.options, [&](option const& each) {
        return each.waits && given.has(each.long_name());
    });
    auto const limit = given.timeout.value;
    return limit.count() == 0 || (waits && !given.has_timeout) ? forever : limit;
}

context::context(verb const& what, options const& given, bt::cli::io& streams)
    : what_{&what}
    , given_{&given}
    , streams_{&streams}
    , tell_{"bt-ctl", given.common, streams}
{
}

std::string context::socket_path() const
{
    if (!given_->socket.empty()) return given_->socket;
    return bt::host::socket_path(given_->state_dir, given_->session);
}

bt::control::client& context::session()
{
    if (session_) return *session_;
    auto const path = socket_path();
    try {
        session_ = std::make_unique<bt::control::client>(path);
    } catch (error const& e) {
        if (e.code() != exit_code::not_found) throw;
        auto const who = given_->socket.empty() ? "session " + given_->session : path;
        throw error{
            exit_code::not_found,
            fmt::format("cannot reach {}: it is not running", who),
            hint_of(*given_)};
    }
    return *session_;
}

std::string context::call(std::string_view method, value const& params)
{
    return session().call(
        method,
        params.is_null() ? "{}" : bt::control::to_json(params),
        answer_limit(*what_, *given_));
}

void context::line(std::string_view text)
{
    tell_.raw(fmt::format("{}\n", text));
}

exit_code context::each(
    std::vector<std::string> const& inputs, std::function<void(std::string const&)> const& work)
{
    std::vector<exit_code> ends;
    for (auto const& input : inputs) {
        try {
            work(input);
            ends.push_back(exit_code::ok);
        } catch (error const& e) {
            // Those are no fault of the input.
            bool const is_over = e.code() == exit_code::network
                || e.code() == exit_code::broken_pipe || e.code() == exit_code::no_output;
            if (is_over || inputs.size() == 1) throw;
            tell_.input_failed(input, e.code(), e.what(), e.hint());
            ends.push_back(e.code());
        }
    }
    return bt::cli::combined(ends);
}

value parse(std::string_view json)
{
    auto read = bt::control::parse_json(json);
    if (auto const* const fault = std::get_if<bt::control::json_fault>(&read))
        bt::fail(exit_code::failed, "understand", "the answer", std::string_view{fault->why});
    return std::move(std::get<value>(read));
}

object& object::add(std::string_view name, value what)
{
    if (!what.is_null()) members_.push_back({std::string{name}, std::move(what)});
    return *this;
}

object& object::add(std::string_view name, std::string_view text)
{
    return add(name, value{std::string{text}});
}

object& object::add(std::string_view name, std::vector<std::string> const& texts)
{
    value::list out;
    for (auto const& each : texts)
        out.emplace_back(each);
    return add(name, value{std::move(out)});
}

}  // namespace bt_ctl
