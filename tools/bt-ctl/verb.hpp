#pragma once

#include <bt/base/exit_code.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What bt-ctl can be asked for, as a table: the command line, the requests, what is printed and
/// the manual are made from it. Most verbs are one call of a method of the control protocol.
namespace bt_ctl {

class context;

/// How the text of an argument or an option becomes a param.
enum class type {
    text,
    texts,  ///< commas part them
    tier,   ///< URLs of one tier, commas between: objects with url and tier
    each,   ///< one text of a list, commas and all
    integer,
    integers,      ///< commas part them
    size,          ///< of bytes
    rate,          ///< bytes a second; none is -1
    seconds,       ///< a duration
    milliseconds,  ///< a duration
    path_list,     ///< one path of a list, made absolute
    path,          ///< made absolute
    host_port,     ///< two params, host and port
    flag,          ///< an option without a value: true
    off,           ///< an option without a value: false
    flags_on,      ///< names, which become true in the object
    flags_off,     ///< the same with false
};

/// A word of the command line, and the param it becomes. Without a param it is for the tool alone.
struct argument {
    std::string_view name;
    std::string_view param;
    type is = type::text;
    /// May be left out, as all after it.
    bool optional = false;
};

struct option {
    std::string_view names;  ///< "-f,--force"
    std::string_view param;
    type is = type::text;
    std::string_view doc;
    std::string_view value = {};  ///< its name in help; "a|b" are the only words it takes
    bool repeats = false;
    std::string_view group = "Verb";
    /// Words that the session knows; if they are closed, no others are taken.
    std::vector<std::string> words = {};
    bool is_closed = false;
    bool is_list = false;  ///< of these words, commas between
    /// The words of the actions that it goes with ("add|set"); empty for whatever is done.
    std::string_view with = {};
    bool waits = false;  ///< the session answers when all is done, which may take any time

    /// "--force".
    [[nodiscard]] std::string_view long_name() const;
    [[nodiscard]] bool takes_value() const { return is != type::flag && is != type::off; }
    [[nodiscard]] bool goes_with(std::string_view word) const;
};

/// How a field looks on a terminal; elsewhere it is as the record has it.
enum class look {
    text,
    hash,  ///< its first digits
    number,
    size,
    rate,
    percent,
    ratio,
    seconds,
    time,
    state,  ///< of a torrent, from several fields
    given,  ///< ratio of what was sent to what is here, from two fields
};

struct column {
    std::string_view field;
    std::string_view head;
    look as = look::text;
    /// On a terminal no column, but a line of its own below the table where there is something.
    bool is_remark = false;
};

/// Which torrents a verb takes, after its own arguments.
enum class wants { nothing, one, some, any /**< without any: all */ };

enum class shows {
    nothing,  ///< it changes something: told with --verbose and --json alone
    rows,     ///< records
    record,   ///< the result is a record
    fields,   ///< the result is a plain object: its members
    value     ///< of one member: action::field
};

struct action {
    /// The first argument ("up"), or options ("--add|--tier") one of which asks for it; empty for
    /// what is done without any.
    std::string_view word = {};
    std::string_view method;
    std::vector<argument> takes = {};
    shows gives = shows::nothing;
    std::vector<column> columns = {};
    std::string_view field = {};
    /// A param that is true unless an option of type off says otherwise.
    std::string_view otherwise_true = {};

    [[nodiscard]] bool is_option() const { return word.starts_with("--"); }
    /// Whether one of its options is this.
    [[nodiscard]] bool asks_by(std::string_view long_name) const;
};

struct verb {
    std::string_view name;
    std::string_view doc;
    std::string_view example;
    wants torrents = wants::nothing;
    std::vector<action> actions = {};
    std::vector<option> options = {};
    /// For what is more than calls.
    bt::exit_code (*run)(context&) = nullptr;
    /// Names of its arguments, where `run` takes them.
    std::string_view usage = {};
};

/// In the order of the manual.
[[nodiscard]] std::vector<verb> const& verbs();
[[nodiscard]] verb const& verb_named(std::string_view name);

/// The flags of a torrent that can be set.
[[nodiscard]] std::vector<std::string> flag_words();

// The parts of the table.
void add_looking_verbs(std::vector<verb>& to);
void add_steering_verbs(std::vector<verb>& to);
void add_session_verbs(std::vector<verb>& to);
void add_network_verbs(std::vector<verb>& to);
void add_feed_verb(std::vector<verb>& to);

// The verbs that are more than calls, each in a file of its own.
[[nodiscard]] bt::exit_code run_add(context& on);
[[nodiscard]] bt::exit_code run_call(context& on);
[[nodiscard]] bt::exit_code run_events(context& on);
[[nodiscard]] bt::exit_code run_list(context& on);
[[nodiscard]] bt::exit_code run_metrics(context& on);
[[nodiscard]] bt::exit_code run_priority(context& on);
[[nodiscard]] bt::exit_code run_remove(context& on);
[[nodiscard]] bt::exit_code run_sessions(context& on);
[[nodiscard]] bt::exit_code run_settings(context& on);
[[nodiscard]] bt::exit_code run_top(context& on);
/// All others.
[[nodiscard]] bt::exit_code run_calls(context& on);

/// What is wrong with the text of an argument of this type; empty if nothing is.
[[nodiscard]] std::string fault_of(type is, std::string_view text);

/// "queue up", with its arguments, for help and the manual.
[[nodiscard]] std::string usage_of(verb const& what, action const& one);

}  // namespace bt_ctl
