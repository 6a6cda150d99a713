#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/session/session_actions.hpp>
#include <bt/session/session_lists.hpp>
#include <bt/session/setting_list.hpp>

#include <algorithm>
#include <string>
#include <utility>

/// The session as libtorrent has it: what it is, its settings and its counters.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

constexpr std::string_view secret = "proxy_password";

outcome session_info(call& c)
{
    auto out = session::info_of(c.on);
    if (auto name = c.of.session_name(); !name.empty()) out.session = std::move(name);
    if (auto folder = c.of.state_dir(); !folder.empty()) out.state_dir = std::move(folder);
    return record::to_json(out);
}

outcome session_pause(call& c)
{
    session::pause_session(c.on);
    return result{};
}

outcome session_resume(call& c)
{
    session::resume_session(c.on);
    return result{};
}

outcome get_settings(call& c)
{
    auto const which = c.given.flag("non_default") ? session::which_settings::non_default
                                                   : session::which_settings::all;
    result settings;
    for (auto const& each : session::settings(c.on, c.given.texts("names"), which))
        if (each.name == secret)
            settings.add(each.name, "");
        else
            std::visit([&](auto const& value) { settings.add(each.name, value); }, each.value);
    return result{}.raw("settings", settings.text());
}

std::string default_of(std::string const& name)
{
    auto const all = session::list_settings();
    auto const row = std::ranges::find(all, name, &record::setting::name);
    if (row == all.end())
        fail(exit_code::usage, "set", name, std::string_view{"libtorrent has no such setting"});
    return row->default_value;
}

/// As --set takes it.
std::string text_of(std::string const& name, control::value const& given)
{
    if (given.is_null()) return default_of(name);
    if (given.text() != nullptr) return *given.text();
    if (given.truth() != nullptr) return *given.truth() ? "true" : "false";
    if (given.integer() != nullptr) return std::to_string(*given.integer());
    fail(
        exit_code::usage,
        "set",
        name,
        std::string_view{"it is text, a whole number, true, false or null"});
}

outcome set_settings(call& c)
{
    auto const& given = *c.given.find("settings")->members();
    std::vector<std::pair<std::string, std::string>> wanted;
    for (auto const& each : given)
        wanted.emplace_back(each.key, text_of(each.key, each.held));
    bool const keeps = c.given.flag("keep");
    if (keeps && c.of.session_name().empty())
        throw error{
            exit_code::failed,
            "cannot keep settings: the session has no name, and ends with its process",
            "start it with --session NAME"};
    session::set_settings(c.on, wanted);
    if (!keeps) return result{};
    for (std::size_t at = 0; at < given.size(); ++at) {
        auto const& [name, value] = wanted[at];
        c.of.keep_setting(name, given[at].held.is_null() ? std::nullopt : std::optional{value});
    }
    return result{};
}

std::string policy_of(std::string_view word)
{
    return word.empty() ? std::string{} : "pe_" + std::string{word};
}

std::string_view word_of_policy(std::string_view value)
{
    return value.starts_with("pe_") ? value.substr(3) : value;
}

outcome set_encryption(call& c)
{
    session::set_encryption(
        c.on,
        {.in_enc_policy = policy_of(c.given.text("in")),
         .out_enc_policy = policy_of(c.given.text("out")),
         .allowed_enc_level = policy_of(c.given.text("level"))});
    auto const now = session::encryption(c.on);
    return result{}
        .add("in", word_of_policy(now.in_enc_policy))
        .add("out", word_of_policy(now.out_enc_policy))
        .add("level", word_of_policy(now.allowed_enc_level));
}

outcome session_stats(call& c)
{
    return record::to_json(session::stats_of(c.on, c.given.texts("names")));
}

outcome session_stats_metrics(call& c)
{
    return records_of(c, session::stats_metrics());
}

void add_settings(std::vector<method>& to)
{
    constexpr std::string_view shown = "settings: all of them are taken or none, and can be read";
    to.push_back(
        {{.name = "get_settings",
          .doc = "Gives the settings of libtorrent. The password of a proxy is always empty.",
          .params =
              {{.name = "names", .is = kind::texts, .doc = "Only these."},
               {.name = "non_default",
                .is = kind::flag,
                .doc = "Only those that are not as libtorrent has them."}},
          .result = "settings: values by name",
          .example = R"({"names":["upload_rate_limit","user_agent"]})",
          .shown_by = shown},
         get_settings});
    to.push_back(
        {{.name = "set_settings",
          .doc = "Changes settings of libtorrent, all that are named or none.",
          .params =
              {{.name = "settings",
                .is = kind::object,
                .doc = "Values by name, in their type or as --set takes them; null is "
                       "libtorrent's own.",
                .needed = need::required},
               {.name = "keep", .is = kind::flag, .doc = "Also for the next run of this session."}},
          .result = "nothing",
          .example = R"({"settings":{"upload_rate_limit":2000000,"user_agent":"example/1"}})",
          .errors = "failed: keep, and the session has no name",
          .shown_by = shown},
         set_settings});
    constexpr std::string_view policies = "forced|enabled|disabled";
    to.push_back(
        {{.name = "set_encryption",
          .doc =
              "Says which connections to peers are encrypted, and tells it; what is absent stays.",
          .params =
              {{.name = "in", .doc = "Those that peers make.", .words = policies},
               {.name = "out", .doc = "Those that we make.", .words = policies},
               {.name = "level",
                .doc = "Only the handshake, all, or either.",
                .words = "plaintext|rc4|both"}},
          .result = "in, out, level: as they are now",
          .example = R"({"in":"enabled","out":"enabled","level":"both"})",
          .shown_by = "settings: who forces encryption has no other peers"},
         set_encryption});
}

}  // namespace

void add_setting_methods(std::vector<method>& to)
{
    constexpr std::string_view pauses = "session: a paused session sends nothing until it goes on";
    to.push_back(
        {{.name = "session_info",
          .doc = "Says what the session is, and how it can be reached.",
          .params = {},
          .result = "session_info",
          .shown_by = "session: it says what it is and where it listens"},
         session_info});
    to.push_back(
        {{.name = "session_pause",
          .doc = "Has no torrent send or receive.",
          .params = {},
          .result = "nothing",
          .shown_by = pauses},
         session_pause});
    to.push_back(
        {{.name = "session_resume",
          .doc = "Ends that; torrents that were paused on their own stay so.",
          .params = {},
          .result = "nothing",
          .shown_by = pauses},
         session_resume});
    add_settings(to);
    constexpr std::string_view counted = "session: what was sent is counted";
    to.push_back(
        {{.name = "session_stats",
          .doc = "Gives the counters of the session, as of the last tick, and rates between the "
                 "last two.",
          .params =
              {{.name = "names",
                .is = kind::texts,
                .doc = "Globs: these metrics of libtorrent, too."}},
          .result = "session_stats",
          .example = R"({"names":["net.sent_payload_*"]})",
          .shown_by = counted},
         session_stats});
    to.push_back(
        {{.name = "session_stats_metrics",
          .doc = "Lists libtorrent's metrics.",
          .params = {},
          .result = "records: stats_metric",
          .shown_by = counted},
         session_stats_metrics});
}

}  // namespace bt::host
