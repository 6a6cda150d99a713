#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/host/call.hpp>
#include <bt/session/torrent_actions.hpp>

#include <utility>

/// The flags of a torrent, and its place in the queue.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

outcome flags_now(call& c, session::torrent_id id)
{
    auto const status = c.on.status(id);
    auto const json = status ? record::to_json(*status) : std::string{};
    auto const flags = control::member_of(json, "flags");
    return result{}.raw("flags", flags.empty() ? "{}" : flags);
}

outcome give_flags(call& c, std::vector<record::named<bool>> const& flags)
{
    auto const id = c.torrent();
    session::set_flags(c.on, id, flags);
    c.of.changed(id);
    return flags_now(c, id);
}

outcome set_flags(call& c)
{
    std::vector<record::named<bool>> flags;
    for (auto const& each : *c.given.find("flags")->members()) {
        auto const* const on = each.held.truth();
        if (on == nullptr)
            fail(exit_code::usage, "set flag", each.key, std::string_view{"it is true or false"});
        flags.push_back({each.key, *on});
    }
    return give_flags(c, flags);
}

outcome unset_flags(call& c)
{
    std::vector<record::named<bool>> flags;
    for (auto& each : c.given.texts("flags"))
        flags.push_back({std::move(each), false});
    return give_flags(c, flags);
}

outcome set_one(call& c, std::string name)
{
    return give_flags(c, {{std::move(name), c.given.flag("on", true)}});
}

outcome set_sequential_download(call& c)
{
    return set_one(c, "sequential_download");
}

outcome set_auto_managed(call& c)
{
    return set_one(c, "auto_managed");
}

outcome set_super_seeding(call& c)
{
    return set_one(c, "super_seeding");
}

outcome set_share_mode(call& c)
{
    return set_one(c, "share_mode");
}

outcome set_upload_mode(call& c)
{
    return set_one(c, "upload_mode");
}

outcome queue_position(call& c)
{
    return result{}.add("queue_position", session::queue_position(c.on, c.torrent()));
}

template <session::queue_step Where>
outcome queue_move(call& c)
{
    auto const id = c.torrent();
    session::move_in_queue(c.on, id, Where);
    c.of.changed(id);
    return queue_position(c);
}

outcome queue_set(call& c)
{
    auto const id = c.torrent();
    session::set_queue_position(c.on, id, *c.small("position"));
    c.of.changed(id);
    return queue_position(c);
}

constexpr std::string_view of_a_seed =
    "refused: it was added to seed, and would write over what is there";

void add_flag(
    std::vector<method>& to, std::string_view name, std::string_view doc, outcome (*run)(call&))
{
    to.push_back(
        {{.name = name,
          .doc = doc,
          .params =
              {torrent_param(),
               {.name = "on", .is = kind::flag, .doc = "False for no more; true without it."}},
          .result = "flags: all of them, as they are now",
          .example = R"({"torrent":"$TORRENT"})",
          .errors = of_a_seed,
          .shown_by = "transfer: flags are set by their names, all or none"},
         run});
}

void add_all_flags(std::vector<method>& to)
{
    constexpr std::string_view shown = "transfer: flags are set by their names, all or none";
    to.push_back(
        {{.name = "set_flags",
          .doc = "Sets and clears flags of a torrent, all that are named or none.",
          .params =
              {torrent_param(),
               {.name = "flags",
                .is = kind::object,
                .doc = "Truth values by the names that torrent_status has. seed_mode can only be "
                       "cleared.",
                .needed = need::required}},
          .result = "flags: all of them, as they are now",
          .example = R"({"torrent":"$TORRENT","flags":{"sequential_download":true}})",
          .errors = of_a_seed,
          .shown_by = shown},
         set_flags});
    to.push_back(
        {{.name = "unset_flags",
          .doc = "Clears flags of a torrent.",
          .params =
              {torrent_param(),
               {.name = "flags",
                .is = kind::texts,
                .doc = "Their names.",
                .needed = need::required}},
          .result = "flags: all of them, as they are now",
          .example = R"({"torrent":"$TORRENT","flags":["sequential_download"]})",
          .errors = of_a_seed,
          .shown_by = shown},
         unset_flags});
    add_flag(
        to,
        "set_sequential_download",
        "Has a torrent fetched from its beginning to its end.",
        set_sequential_download);
    add_flag(
        to,
        "set_auto_managed",
        "Has libtorrent's queue start and stop a torrent.",
        set_auto_managed);
    add_flag(
        to,
        "set_super_seeding",
        "Has a seed show each piece to one peer at first (BEP 16).",
        set_super_seeding);
    add_flag(
        to,
        "set_share_mode",
        "Has a torrent fetch only what lets it send more than it receives.",
        set_share_mode);
    add_flag(to, "set_upload_mode", "Has a torrent fetch nothing.", set_upload_mode);
}

void add_move(
    std::vector<method>& to, std::string_view name, std::string_view doc, outcome (*run)(call&))
{
    to.push_back(
        {{.name = name,
          .doc = doc,
          .params = {torrent_param()},
          .result = "queue_position, from 0; absent for what is finished, which has none",
          .example = of_torrent,
          .shown_by = "transfer: the queue is as it was told to be"},
         run});
}

}  // namespace

void add_flag_methods(std::vector<method>& to)
{
    using session::queue_step;
    add_all_flags(to);
    add_move(to, "queue_position", "Says where in the queue a torrent is.", queue_position);
    add_move(to, "queue_up", "Moves a torrent up by one.", queue_move<queue_step::up>);
    add_move(to, "queue_down", "Moves a torrent down by one.", queue_move<queue_step::down>);
    add_move(to, "queue_top", "Moves a torrent to the front.", queue_move<queue_step::top>);
    add_move(to, "queue_bottom", "Moves a torrent to the end.", queue_move<queue_step::bottom>);
    to.push_back(
        {{.name = "queue_set",
          .doc = "Moves a torrent to a place in the queue.",
          .params =
              {torrent_param(),
               {.name = "position",
                .is = kind::integer,
                .doc = "From 0; beyond the end is the end.",
                .needed = need::required,
                .least = 0,
                .most = most_int}},
          .result = "queue_position, from 0; absent for what is finished, which has none",
          .example = R"({"torrent":"$TORRENT","position":0})",
          .shown_by = "transfer: the queue is as it was told to be"},
         queue_set});
}

}  // namespace bt::host
