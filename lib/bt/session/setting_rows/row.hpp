#pragma once

#include <libtorrent/settings_pack.hpp>

#include <limits>
#include <span>
#include <string_view>

/// One row for each setting of libtorrent 2.0.8 that is not deprecated, in a table for each
/// subject. Ranges are what libtorrent works with: it stores any number, and some make it divide
/// by zero, overflow or wait for ever.
namespace bt::session {

/// What a whole number counts.
enum class measure { none, bytes, bytes_per_second, seconds, milliseconds, percent, blocks };

struct word_row {
    std::string_view word;
    int value;
};

struct setting_row {
    int index;  ///< libtorrent's; its upper bits are the type
    std::string_view meaning;
    measure in = measure::none;
    int least = 0;
    int most = 0;
    std::span<word_row const> words = {};  ///< the only values, where there are any
    std::string_view refusal = {};         ///< why --set may not change it, where it may not
};

struct range {
    int least;
    int most;
};

inline constexpr int most_int = std::numeric_limits<int>::max();
/// For what is really a count of things: more is a slip, and sums of two stay far from overflow.
inline constexpr int most_count = 1000 * 1000;
inline constexpr int day_seconds = 24 * 60 * 60;

/// A string, or a truth value.
constexpr setting_row plain(int index, std::string_view meaning)
{
    return {.index = index, .meaning = meaning};
}

constexpr setting_row number(int index, range within, std::string_view meaning)
{
    return {.index = index, .meaning = meaning, .least = within.least, .most = within.most};
}

constexpr setting_row number(int index, measure in, range within, std::string_view meaning)
{
    return {index, meaning, in, within.least, within.most};
}

/// The words stand in the order of their values.
constexpr setting_row choice(int index, std::span<word_row const> words, std::string_view meaning)
{
    return {
        .index = index,
        .meaning = meaning,
        .least = words.front().value,
        .most = words.back().value,
        .words = words};
}

constexpr setting_row refused(setting_row row, std::string_view why)
{
    row.refusal = why;
    return row;
}

std::span<setting_row const> network_rows() noexcept;
std::span<setting_row const> privacy_rows() noexcept;
std::span<setting_row const> peer_rows() noexcept;
std::span<setting_row const> choking_rows() noexcept;
std::span<setting_row const> disk_rows() noexcept;
std::span<setting_row const> queue_rows() noexcept;
std::span<setting_row const> tracker_rows() noexcept;
std::span<setting_row const> dht_rows() noexcept;

struct subject_rows {
    std::string_view subject;
    std::span<setting_row const> rows;
};

/// All rows, in the order of the manual. Safe from any thread.
std::span<subject_rows const> all_rows();

/// libtorrent's name as its header has it.
std::string_view name_of(setting_row const& row);

/// The row of a name, or of an old name that still means the same; null where there is none.
setting_row const* find_row(std::string_view name);

}  // namespace bt::session
