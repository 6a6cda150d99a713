#pragma once

#include <bt/control/method.hpp>
#include <bt/control/server.hpp>
#include <bt/control/writer.hpp>
#include <bt/host/owner.hpp>
#include <bt/record/render.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// A method of the control protocol: its row in the table, and what it does.
namespace bt::host {

class service;

/// A reply that waits for what it has started.
struct later {
    /// The result, if this is the event; throws if it says that it failed.
    std::function<std::optional<std::string>(session::event const&)> on_event;
    std::chrono::milliseconds within{0};
    /// Kinds of events that on_event looks for.
    std::vector<std::string_view> kinds;
    /// What is said if the time is over: a result, or it throws. Without it that is error(timed_out).
    std::function<std::string()> on_timeout = {};
    /// Called once the events are listened for, so that none is missed. What it throws is the reply.
    std::function<void()> start = {};
};

/// A reply that comes by a callback on the session's thread; the client may have left by then.
struct asking {
    std::function<void(std::function<void(std::string)> reply)> start;
};

/// The same where it may fail: what the callback is handed gives the result, or throws.
struct promising {
    std::function<void(std::function<void(std::function<std::string()>)> reply)> start;
};

/// What must not hold up the session: done on a thread of its own, until the token fires. What it
/// gives is then called on the session's thread, and gives the result. Either may throw.
using aside = std::function<std::function<std::string()>(std::stop_token)>;

/// A reply that waits for session::read_piece().
struct piece_wait {
    session::torrent_id torrent = 0;
    int piece = 0;
};

struct outcome {
    outcome(std::string json)  // NOLINT: a result is an outcome
        : result{std::move(json)}
    {
    }
    outcome(control::result const& what)  // NOLINT
        : result{what.text()}
    {
    }
    outcome(later what)  // NOLINT
        : wait{std::move(what)}
    {
    }
    outcome(aside what)  // NOLINT
        : work{std::move(what)}
    {
    }
    outcome(asking what)  // NOLINT
        : ask{std::move(what)}
    {
    }
    outcome(promising what)  // NOLINT
        : promise{std::move(what)}
    {
    }
    outcome(piece_wait what)  // NOLINT
        : piece{what}
    {
    }
    std::string result;
    std::optional<later> wait;
    std::optional<asking> ask;
    std::optional<promising> promise;
    std::optional<piece_wait> piece;
    aside work;
};

struct call {
    service& by;
    owner& of;
    session::session& on;
    control::arguments const& given;
    control::client_id from;

    /// The torrent that the param `torrent` names: by a v1 or v2 info-hash, or the beginning of one
    /// that no other has. Throws error(not_found), error(usage).
    [[nodiscard]] session::torrent_id torrent() const;
    /// The same for any hash; nothing if there is none.
    [[nodiscard]] std::optional<session::torrent_id> find(std::string_view hash) const;
    /// A whole number that the table has within those of an int.
    [[nodiscard]] std::optional<int> small(std::string_view param) const;
    /// The param `timeout` in seconds, else this.
    [[nodiscard]] std::chrono::milliseconds timeout(std::chrono::milliseconds otherwise) const;
};

/// The torrent of the session whose hash, v1 or v2, begins so; nothing if there is none. Throws
/// error(usage) for what is no hash, or where several begin so.
[[nodiscard]] std::optional<session::torrent_id>
find_torrent(owner const& of, session::session const& on, std::string_view hash);
/// The one that this is.
[[nodiscard]] std::optional<session::torrent_id>
find_torrent(owner const& of, session::session const& on, torrent::metainfo const& what);

struct method {
    control::method_row row;
    outcome (*run)(call&);
};

/// In the order of the manual, which is that of its parts.
[[nodiscard]] std::vector<method> const& methods();

// The parts, each in a file of its own.
void add_session_methods(std::vector<method>& to);
void add_event_methods(std::vector<method>& to);
void add_adding_method(std::vector<method>& to);
void add_torrent_methods(std::vector<method>& to);
void add_guest_methods(std::vector<method>& to);
void add_transfer_methods(std::vector<method>& to);
void add_flag_methods(std::vector<method>& to);
void add_file_methods(std::vector<method>& to);
void add_piece_methods(std::vector<method>& to);
void add_peer_methods(std::vector<method>& to);
void add_source_methods(std::vector<method>& to);
void add_setting_methods(std::vector<method>& to);
void add_filter_methods(std::vector<method>& to);
void add_class_methods(std::vector<method>& to);
void add_dht_methods(std::vector<method>& to);
void add_dht_item_methods(std::vector<method>& to);
void add_feed_methods(std::vector<method>& to);

/// What is said of a method that is none of those.
[[nodiscard]] control::rpc_fault fault_of_unknown(std::string_view method);

inline constexpr std::int64_t most_int = std::numeric_limits<int>::max();
/// What most examples, and some errors, are.
inline constexpr std::string_view of_torrent = R"({"torrent":"$TORRENT"})";
inline constexpr std::string_view no_metadata = "not_found: there is no metadata yet";

/// The param that most methods begin with.
[[nodiscard]] control::parameter torrent_param();
[[nodiscard]] control::parameter timeout_param(std::string_view doc);
[[nodiscard]] control::parameter wait_param();

/// With the param `wait`, the reply is held until the event says the end; else it says nothing.
/// `start` begins what the event ends.
[[nodiscard]] outcome begin(call& c, later what);
/// "ADDRESS:PORT" each. Throws error(usage) for other text.
[[nodiscard]] std::vector<host_and_port>
endpoints_of(std::string_view doing, std::vector<std::string> const& texts);

/// Throws error(usage) unless it is an absolute path of a file, which is no device or pipe: those
/// may keep a reader, and with it the session, waiting for ever.
void check_plain_file(std::string_view doing, std::string const& path);

/// {"records":[...]}, each with the session's name where it has a field for that.
template <class Record>
[[nodiscard]] outcome records_of(call const& c, std::vector<Record> found)
{
    auto const name = c.of.session_name();
    std::vector<std::string> rows;
    rows.reserve(found.size());
    for (auto& each : found) {
        if constexpr (requires { each.session = name; })
            if (!name.empty()) each.session = name;
        rows.push_back(record::to_json(each));
    }
    return control::result{}.raw("records", control::list_of(rows));
}

}  // namespace bt::host
