#include <bt/host/call.hpp>
#include <bt/session/session_filters.hpp>

#include <algorithm>
#include <array>
#include <utility>

/// Classes of peers, and what their peers may use together.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

outcome peer_class_create(call& c)
{
    return result{}.add("class", session::peer_class_create(c.on, c.given.text("label")));
}

outcome peer_class_delete(call& c)
{
    session::peer_class_delete(c.on, *c.small("class"));
    return result{};
}

outcome peer_class_get(call& c)
{
    return record::to_json(session::peer_class_get(c.on, *c.small("class")));
}

outcome peer_class_set(call& c)
{
    auto const number = *c.small("class");
    auto what = session::peer_class_get(c.on, number);
    auto const take = [&c](std::string_view param, std::int64_t& into) {
        if (auto const given = c.given.integer(param)) into = *given;
    };
    if (c.given.has("label")) what.label = c.given.text("label");
    what.ignore_unchoke_slots = c.given.flag("ignore_unchoke_slots", what.ignore_unchoke_slots);
    take("connection_limit_factor", what.connection_limit_factor);
    take("upload_limit", what.upload_limit);
    take("download_limit", what.download_limit);
    take("upload_priority", what.upload_priority);
    take("download_priority", what.download_priority);
    // Elsewhere -1 is no limit.
    what.upload_limit = std::max<std::int64_t>(what.upload_limit, 0);
    what.download_limit = std::max<std::int64_t>(what.download_limit, 0);
    session::peer_class_set(c.on, what);
    return record::to_json(session::peer_class_get(c.on, number));
}

outcome peer_class_list(call& c)
{
    return records_of(c, session::peer_class_list(c.on));
}

outcome peer_class_filter_add(call& c)
{
    std::vector<int> classes;
    for (auto const each : c.given.integers("classes"))
        classes.push_back(static_cast<int>(each));
    auto const start = c.given.text("start");
    session::peer_class_filter_add(
        c.on, start, c.given.has("end") ? c.given.text("end") : start, classes);
    return result{};
}

outcome peer_class_filter_list(call& c)
{
    return records_of(c, session::peer_class_filter_list(c.on));
}

template <class Value>
struct word_row {
    std::string_view word;
    Value value;
};
constexpr std::array socket_rows{
    word_row<session::socket_type>{"tcp", session::socket_type::tcp},
    word_row<session::socket_type>{"utp", session::socket_type::utp},
    word_row<session::socket_type>{"ssl_tcp", session::socket_type::ssl_tcp},
    word_row<session::socket_type>{"ssl_utp", session::socket_type::ssl_utp},
    word_row<session::socket_type>{"i2p", session::socket_type::i2p},
};
constexpr std::array change_rows{
    word_row<session::class_change>{"add", session::class_change::add},
    word_row<session::class_change>{"remove", session::class_change::remove},
    word_row<session::class_change>{"allow", session::class_change::allow},
    word_row<session::class_change>{"disallow", session::class_change::disallow},
};

/// The table of the method lets no other word pass.
template <class Rows>
auto value_of(Rows const& rows, std::string_view word)
{
    return std::ranges::find_if(rows, [word](auto const& row) { return row.word == word; })->value;
}

outcome peer_class_type_filter(call& c)
{
    auto const which = value_of(socket_rows, c.given.text("socket_type"));
    auto const number = *c.small("class");
    session::peer_class_type_filter(c.on, which, value_of(change_rows, c.given.text("op")), number);
    return result{}.add("classes", session::peer_classes_over(c.on, which, {}));
}

constexpr std::string_view unknown = "not_found: there is no class of that number";
constexpr std::string_view shown = "filters: a class of peers is limited together";

control::parameter class_param()
{
    return {
        .name = "class",
        .is = kind::integer,
        .doc = "Its number.",
        .needed = need::required,
        .least = 0,
        .most = 31};
}

control::parameter
number(std::string_view name, std::string_view doc, std::int64_t least, std::int64_t most)
{
    return {.name = name, .is = kind::integer, .doc = doc, .least = least, .most = most};
}

void add_changes(std::vector<method>& to)
{
    to.push_back(
        {{.name = "peer_class_create",
          .doc = "Makes a class of no peers yet.",
          .params = {{.name = "label", .doc = "Its name.", .needed = need::required}},
          .result = "class: its number",
          .example = R"({"label":"slow"})",
          .errors = "failed: there are 32 already",
          .shown_by = shown},
         peer_class_create});
    to.push_back(
        {{.name = "peer_class_delete",
          .doc = "Deletes a class that was made so.",
          .params = {class_param()},
          .result = "nothing",
          .example = R"({"class":3})",
          .errors = unknown,
          .shown_by = shown},
         peer_class_delete});
    to.push_back(
        {{.name = "peer_class_set",
          .doc = "Changes what the peers of a class may use; what is absent stays.",
          .params =
              {class_param(),
               {.name = "label", .doc = "Its name."},
               {.name = "ignore_unchoke_slots",
                .is = kind::flag,
                .doc = "Its peers are always unchoked."},
               number(
                   "connection_limit_factor",
                   "Share of the limit on connections that its peers may go to, in percent.",
                   0,
                   1'000'000),
               number("upload_limit", "Bytes a second; 0 and -1 are no limit.", -1, most_int),
               number("download_limit", "Bytes a second; 0 and -1 are no limit.", -1, most_int),
               number("upload_priority", "Its weight.", 1, 255),
               number("download_priority", "Its weight.", 1, 255)},
          .result = "peer_class: all of it, as it is now",
          .example = R"({"class":1,"upload_priority":2})",
          .errors = unknown,
          .shown_by = shown},
         peer_class_set});
}

}  // namespace

void add_class_methods(std::vector<method>& to)
{
    add_changes(to);
    to.push_back(
        {{.name = "peer_class_get",
          .doc = "Says what the peers of a class may use.",
          .params = {class_param()},
          .result = "peer_class",
          .example = R"({"class":0})",
          .errors = unknown,
          .shown_by = shown},
         peer_class_get});
    to.push_back(
        {{.name = "peer_class_list",
          .doc = "Lists the classes: libtorrent's three (0 all peers, 1 TCP, 2 the local network), "
                 "and ours.",
          .params = {},
          .result = "records: peer_class",
          .shown_by = shown},
         peer_class_list});
    to.push_back(
        {{.name = "peer_class_filter_add",
          .doc = "Says by their address which classes peers belong to from their next connection "
                 "on, and no others.",
          .params =
              {{.name = "start", .doc = "An address.", .needed = need::required},
               {.name = "end", .doc = "The last one; start alone without it."},
               {.name = "classes",
                .is = kind::integers,
                .doc = "Their numbers; none is no class.",
                .needed = need::required,
                .least = 0,
                .most = 31}},
          .result = "nothing",
          .example = R"({"start":"192.0.2.0","end":"192.0.2.255","classes":[0]})",
          .errors = unknown,
          .shown_by = shown},
         peer_class_filter_add});
    to.push_back(
        {{.name = "peer_class_filter_list",
          .doc = "Lists the addresses whose peers belong to classes, lowest first.",
          .params = {},
          .result = "records: ip_range, with classes",
          .shown_by = shown},
         peer_class_filter_list});
    to.push_back(
        {{.name = "peer_class_type_filter",
          .doc = "Says by their socket which classes peers belong to, after their address: add and "
                 "remove one for a kind of socket, disallow and allow one.",
          .params =
              {{.name = "socket_type",
                .doc = "Which peers.",
                .needed = need::required,
                .words = "tcp|utp|ssl_tcp|ssl_utp|i2p"},
               {.name = "op",
                .doc = "What to do with the class for them.",
                .needed = need::required,
                .words = "add|remove|allow|disallow"},
               class_param()},
          .result = "classes: of a peer over such a socket whose address gives it none",
          .example = R"({"socket_type":"utp","op":"add","class":1})",
          .errors = unknown,
          .shown_by = shown},
         peer_class_type_filter});
}

}  // namespace bt::host
