#include <bt/host/call.hpp>
#include <bt/session/torrent_files.hpp>
#include <bt/session/torrent_lists.hpp>

#include <chrono>
#include <utility>

/// The pieces of a torrent.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

outcome list_pieces(call& c)
{
    return records_of(c, session::pieces(c.on, c.torrent()));
}

outcome download_queue(call& c)
{
    return records_of(c, session::download_queue(c.on, c.torrent()));
}

outcome piece_availability(call& c)
{
    std::vector<int> out;
    for (auto const each : session::piece_availability(c.on, c.torrent()))
        out.push_back(static_cast<int>(each));
    return result{}.add("availability", out);
}

outcome set_piece_priority(call& c)
{
    auto const id = c.torrent();
    session::set_piece_priority(c.on, id, *c.small("piece"), *c.small("priority"));
    c.of.changed(id);
    return result{};
}

outcome set_piece_deadline(call& c)
{
    session::set_piece_deadline(
        c.on,
        c.torrent(),
        *c.small("piece"),
        std::chrono::milliseconds{*c.given.integer("deadline_ms")});
    return result{};
}

outcome reset_piece_deadline(call& c)
{
    session::reset_piece_deadline(c.on, c.torrent(), *c.small("piece"));
    return result{};
}

outcome clear_piece_deadlines(call& c)
{
    session::clear_piece_deadlines(c.on, c.torrent());
    return result{};
}

constexpr std::string_view of_piece = R"({"torrent":"$TORRENT","piece":0})";

control::parameter piece_param()
{
    return {
        .name = "piece",
        .is = kind::integer,
        .doc = "Its index.",
        .needed = need::required,
        .least = 0,
        .most = most_int};
}

void add_wanted(std::vector<method>& to)
{
    constexpr std::string_view shown = "pieces: what has a deadline or a priority comes first";
    to.push_back(
        {{.name = "set_piece_priority",
          .doc = "Says how much a piece is wanted, until priorities of files are set again. Does "
                 "nothing to a seed.",
          .params =
              {torrent_param(),
               piece_param(),
               {.name = "priority",
                .is = kind::integer,
                .doc = "0 is not wanted, 4 is usual, 7 is first.",
                .needed = need::required,
                .least = 0,
                .most = 7}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","piece":0,"priority":7})",
          .errors = no_metadata,
          .shown_by = shown},
         set_piece_priority});
    to.push_back(
        {{.name = "set_piece_deadline",
          .doc = "Has a piece fetched at once, before those with a later deadline.",
          .params =
              {torrent_param(),
               piece_param(),
               {.name = "deadline_ms",
                .is = kind::integer,
                .doc = "In so many milliseconds.",
                .needed = need::required,
                .least = 0,
                .most = most_int}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","piece":0,"deadline_ms":5000})",
          .errors = no_metadata,
          .shown_by = shown},
         set_piece_deadline});
    to.push_back(
        {{.name = "reset_piece_deadline",
          .doc = "Takes the deadline of a piece back.",
          .params = {torrent_param(), piece_param()},
          .result = "nothing",
          .example = of_piece,
          .errors = no_metadata,
          .shown_by = shown},
         reset_piece_deadline});
    to.push_back(
        {{.name = "clear_piece_deadlines",
          .doc = "Takes all deadlines back.",
          .params = {torrent_param()},
          .result = "nothing",
          .example = of_torrent,
          .errors = no_metadata,
          .shown_by = shown},
         clear_piece_deadlines});
}

}  // namespace

void add_piece_methods(std::vector<method>& to)
{
    constexpr std::string_view shown = "pieces: the lists say what is here, and who has the rest";
    to.push_back(
        {{.name = "list_pieces",
          .doc = "Lists the pieces of a torrent.",
          .params = {torrent_param()},
          .result = "records: piece_status",
          .example = of_torrent,
          .errors = no_metadata,
          .shown_by = shown},
         list_pieces});
    to.push_back(
        {{.name = "download_queue",
          .doc = "Lists the pieces that have come in part.",
          .params = {torrent_param()},
          .result = "records: partial_piece",
          .example = of_torrent,
          .errors = no_metadata,
          .shown_by = shown},
         download_queue});
    to.push_back(
        {{.name = "piece_availability",
          .doc = "Says how many connected peers have each piece.",
          .params = {torrent_param()},
          .result = "availability: by piece; empty of a seed, which does not count them",
          .example = of_torrent,
          .errors = no_metadata,
          .shown_by = shown},
         piece_availability});
    add_wanted(to);
}

}  // namespace bt::host
