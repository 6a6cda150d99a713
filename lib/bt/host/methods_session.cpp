#include <bt/base/version.hpp>
#include <bt/host/call.hpp>
#include <bt/host/service.hpp>
#include <bt/torrent/version.hpp>

#include <unistd.h>

/// The session as a whole.
namespace bt::host {
namespace {

using control::kind;
using control::result;

outcome ping(call& c)
{
    return result{}
        .add("version", version())
        .add("libtorrent_version", torrent::libtorrent_version())
        .add("pid", static_cast<std::int64_t>(::getpid()))
        .add("session", c.of.session_name())
        .add("port", c.on.port())
        .add("endpoints", c.on.endpoints());
}

outcome list_methods(call&)
{
    std::vector<std::string> rows;
    for (auto const& each : methods()) {
        std::vector<std::string> params;
        for (auto const& param : each.row.params)
            params.emplace_back(param.name);
        rows.push_back(result{}
                           .add("name", each.row.name)
                           .add("doc", each.row.doc)
                           .add("params", params)
                           .add("result", each.row.result)
                           .raw("example", each.row.example)
                           .text());
    }
    return result{}.raw("records", control::list_of(rows));
}

outcome last_error(call& c)
{
    return result{}.add("error_message", c.by.last_error());
}

outcome clear_last_error(call& c)
{
    c.by.clear_last_error();
    return result{};
}

outcome save_state(call& c)
{
    c.of.save();
    return result{};
}

outcome shutdown(call& c)
{
    c.of.shut_down(c.given.flag("save", true));
    return result{};
}

}  // namespace

void add_session_methods(std::vector<method>& to)
{
    to.push_back(
        {{.name = "ping",
          .doc = "Says that it is there, and what it is.",
          .params = {},
          .result = "version, libtorrent_version, pid, session, port, endpoints",
          .shown_by = "session: it says what it is and where it listens"},
         ping});
    to.push_back(
        {{.name = "list_methods",
          .doc = "Lists the methods, with their params.",
          .params = {},
          .result = "records: name, doc, params; result, example: params that work, where $TORRENT "
                    "stands for a torrent",
          .shown_by = "methods: the example of each works"},
         list_methods});
    to.push_back(
        {{.name = "last_error",
          .doc = "Tells what the last failed request of any client was told.",
          .params = {},
          .result = "error_message, empty if there was none",
          .shown_by = "session: the last error is kept until it is cleared"},
         last_error});
    to.push_back(
        {{.name = "clear_last_error",
          .doc = "Forgets that.",
          .params = {},
          .result = "nothing",
          .shown_by = "session: the last error is kept until it is cleared"},
         clear_last_error});
    to.push_back(
        {{.name = "save_state",
          .doc = "Saves how far all torrents are, without waiting for the time when that is due.",
          .params = {},
          .result = "nothing",
          .shown_by = "torrents: labels are kept for the next run"},
         save_state});
    to.push_back(
        {{.name = "shutdown",
          .doc = "Ends the session in order: trackers are told, and what changed is saved.",
          .params =
              {{.name = "save",
                .is = kind::flag,
                .doc = "False does not save what changed since it was saved last."}},
          .result = "nothing; then the event session_stopped",
          .shown_by = "session: a shutdown is told to those who listen"},
         shutdown});
}

}  // namespace bt::host
