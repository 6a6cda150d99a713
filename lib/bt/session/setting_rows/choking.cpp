#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array choking_words{
    word_row{"fixed_slots_choker", pack::fixed_slots_choker},
    word_row{"rate_based_choker", pack::rate_based_choker},
};

constexpr std::array seed_choking_words{
    word_row{"round_robin", pack::round_robin},
    word_row{"fastest_upload", pack::fastest_upload},
    word_row{"anti_leech", pack::anti_leech},
};

constexpr std::array suggest_words{
    word_row{"no_piece_suggestions", pack::no_piece_suggestions},
    word_row{"suggest_read_cache", pack::suggest_read_cache},
};

constexpr std::array table{
    choice(
        pack::choking_algorithm,
        choking_words,
        "How many peers we send to: fixed_slots_choker takes unchoke_slots_limit, "
        "rate_based_choker as many as take data fast enough."),
    number(
        pack::unchoke_slots_limit,
        {-1, most_count},
        "Peers we send to at a time with fixed_slots_choker; -1 is all of them."),
    number(
        pack::rate_choker_initial_threshold,
        measure::bytes_per_second,
        // What each further peer must take more is added to it in an int.
        {1, most_int / 2},
        "Rate that the first peer must take with rate_based_choker; each further one must take "
        "2 KiB/s more than the one before. Higher means fewer peers."),
    choice(
        pack::seed_choking_algorithm,
        seed_choking_words,
        "Whom a seed sends to: round_robin gives all a turn, fastest_upload prefers those that "
        "take fastest, anti_leech those that have hardly begun or are nearly done."),
    number(
        pack::seeding_piece_quota,
        {1, most_count},
        "Pieces a seed sends to a peer before it is another one's turn."),
    number(
        pack::unchoke_interval,
        measure::seconds,
        {1, 3600},
        "Time between two choices of the peers we send to."),
    number(
        pack::optimistic_unchoke_interval,
        measure::seconds,
        {1, 3600},
        "Time between two choices of the peers that are given a try without having earned it."),
    number(
        pack::num_optimistic_unchoke_slots,
        {0, most_count},
        "Peers that are given such a try at a time; 0 is a fifth of those we send to."),
    choice(
        pack::suggest_mode,
        suggest_words,
        "Whether peers are pointed to pieces that were just read from disk (BEP 6): "
        "no_piece_suggestions or suggest_read_cache."),
};

}  // namespace

std::span<setting_row const> choking_rows() noexcept
{
    return table;
}

}  // namespace bt::session
