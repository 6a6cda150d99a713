#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/host/service.hpp>

/// What another tool needs to work with a torrent of this session as with one of its own.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;

outcome torrent_file(call& c)
{
    auto const bytes = c.on.torrent_file(c.torrent());
    if (!bytes)
        fail(
            exit_code::not_found,
            "give torrent",
            c.given.text("torrent"),
            std::string_view{"it has no metadata yet"});
    return result{}.add("torrent_base64", to_base64(*bytes));
}

outcome piece_bitfield(call& c)
{
    auto const have = c.on.have_pieces(c.torrent());
    std::string bits((have.size() + 7) / 8, '\0');
    constexpr unsigned high = 0x80;
    for (std::size_t at = 0; at < have.size(); ++at)
        if (have[at])
            bits[at / 8] =
                static_cast<char>(static_cast<unsigned char>(bits[at / 8]) | (high >> (at % 8)));
    return result{}.add("bitfield_base64", to_base64(bits)).add("num_pieces", have.size());
}

outcome read_piece(call& c)
{
    auto const id = c.torrent();
    auto const piece = static_cast<int>(*c.given.integer("piece"));
    auto const have = c.on.have_pieces(id);
    auto const at = static_cast<std::size_t>(piece);
    if (at >= have.size())
        fail(
            exit_code::usage,
            "read piece",
            std::to_string(piece),
            std::string_view{"the torrent has no such piece"});
    if (!have[at])
        fail(
            exit_code::incomplete,
            "read piece",
            std::to_string(piece),
            std::string_view{"it has not come yet"});
    c.on.read_piece(id, piece);
    return piece_wait{id, piece};
}

outcome swarm_count(call& c)
{
    auto const count = c.on.swarm(c.torrent());
    return result{}
        .add("completed", count.completed)
        .add("seeds", count.seeds)
        .add("copies", count.copies);
}

}  // namespace

void add_guest_methods(std::vector<method>& to)
{
    constexpr std::string_view example = R"({"torrent":"$TORRENT"})";
    to.push_back(
        {{.name = "torrent_file",
          .doc = "Gives the .torrent file of a torrent.",
          .params = {torrent_param()},
          .result = "torrent_base64",
          .example = example,
          .shown_by = "pieces: what is here can be read"},
         torrent_file});
    to.push_back(
        {{.name = "piece_bitfield",
          .doc = "Says of each piece whether it is here.",
          .params = {torrent_param()},
          .result = "bitfield_base64: a bit a piece, the first is the highest of the first byte; "
                    "num_pieces",
          .example = example,
          .shown_by = "pieces: what is here can be read"},
         piece_bitfield});
    to.push_back(
        {{.name = "read_piece",
          .doc = "Gives the content of a piece that is here.",
          .params =
              {torrent_param(),
               {.name = "piece",
                .is = kind::integer,
                .doc = "Its index.",
                .needed = need::required,
                .least = 0,
                .most = most_int}},
          .result = "piece_base64",
          .example = R"({"torrent":"$TORRENT","piece":0})",
          .shown_by = "pieces: what is here can be read"},
         read_piece});
    to.push_back(
        {{.name = "swarm_count",
          .doc = "Says how many peers have all of a torrent, by what they say themselves.",
          .params = {torrent_param()},
          .result = "completed: peers that had all, now or before; seeds: of these, connected now; "
                    "copies: among the connected peers",
          .example = example,
          .shown_by = "pieces: what is here can be read"},
         swarm_count});
}

}  // namespace bt::host
