#pragma once

#include <bt/cli/teller.hpp>
#include <bt/control/client.hpp>
#include <bt/control/value.hpp>

#include <bt-ctl/options.hpp>
#include <bt-ctl/verb.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace bt_ctl {

using bt::control::value;

/// How long an answer may take. Without a time that was given, what is to be waited for may take
/// any.
[[nodiscard]] std::chrono::milliseconds answer_limit(verb const& what, options const& given);

/// One run of the tool: what was asked, where answers go, and the session that is talked to.
class context {
public:
    context(verb const& what, options const& given, bt::cli::io& streams);

    [[nodiscard]] verb const& what() const { return *what_; }
    [[nodiscard]] options const& given() const { return *given_; }
    [[nodiscard]] bt::cli::io& streams() { return *streams_; }
    [[nodiscard]] bt::cli::teller& tell() { return tell_; }
    /// Where that session's socket is.
    [[nodiscard]] std::string socket_path() const;
    /// Connected when it is first asked for. Throws error(not_found) if the session does not run.
    [[nodiscard]] bt::control::client& session();
    /// The result as JSON. Throws what the session says, error(timed_out), error(network).
    [[nodiscard]] std::string call(std::string_view method, value const& params);
    [[nodiscard]] std::string call(std::string_view method) { return call(method, value{}); }

    /// Text on standard output, as it is.
    void print(std::string_view text) { tell_.raw(text); }
    /// A line on standard output.
    void line(std::string_view text);
    /// The exit status of several inputs, each of which was told.
    [[nodiscard]] bt::exit_code each(
        std::vector<std::string> const& inputs,
        std::function<void(std::string const&)> const& work);

private:
    verb const* what_;
    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller tell_;
    std::unique_ptr<bt::control::client> session_;
};

/// The value of a text that a session sent. Throws error(failed) if it is no JSON.
[[nodiscard]] value parse(std::string_view json);

/// An object that is being put together; nulls are left out.
class object {
public:
    object& add(std::string_view name, value what);
    object& add(std::string_view name, std::string_view text);
    object& add(std::string_view name, std::vector<std::string> const& texts);
    [[nodiscard]] value made() const { return value{members_}; }

private:
    value::object members_;
};

/// Adds the param of an argument or an option, which is of the right form, to the others.
void add_param(value::object& to, std::string_view param, type is, std::string_view text);

}  // namespace bt_ctl
