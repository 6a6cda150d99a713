#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace bt {

/// What a tool tells the shell. The numbers are a promise to scripts: add, never renumber.
enum class exit_code : int {
    ok = 0,
    failed = 1,
    usage = 2,
    config = 3,
    bad_input = 4,
    no_output = 5,
    corrupt = 6,
    incomplete = 7,
    not_found = 8,
    timed_out = 9,
    network = 10,
    io = 11,
    too_few = 12,
    partial = 13,
    refused = 14,
    busy = 15,
    hung_up = 129,
    interrupted = 130,
    broken_pipe = 141,
    terminated = 143,
};

struct exit_row {
    exit_code code;
    std::string_view name;
    std::string_view doc;
};

inline constexpr std::array exit_table{
    exit_row{exit_code::ok, "ok", "Everything asked for was done."},
    exit_row{exit_code::failed, "failed", "A failure that has no number of its own."},
    exit_row{exit_code::usage, "usage", "The command line could not be understood."},
    exit_row{exit_code::config, "config", "A configuration file or a key is unusable."},
    exit_row{exit_code::bad_input, "bad_input", "An input cannot be read, or is not a torrent."},
    exit_row{exit_code::no_output, "no_output", "The output cannot be written."},
    exit_row{exit_code::corrupt, "corrupt", "Data is present and does not match its hash."},
    exit_row{exit_code::incomplete, "incomplete", "Data is missing or cut short."},
    exit_row{
        exit_code::not_found,
        "not_found",
        "Nobody asked had the item, the metadata, the torrent or the session."},
    exit_row{
        exit_code::timed_out, "timed_out", "A time limit passed; the summary's reason says which."},
    exit_row{
        exit_code::network,
        "network",
        "The network is unusable: the port is taken, or the DHT does not answer."},
    exit_row{exit_code::io, "io", "The disk is full, read-only or failing."},
    exit_row{
        exit_code::too_few,
        "too_few",
        "A DHT item was stored on too few nodes, or its sequence number was refused."},
    exit_row{exit_code::partial, "partial", "Some of several inputs failed."},
    exit_row{
        exit_code::refused, "refused", "It would have overwritten a file or changed an info-hash."},
    exit_row{exit_code::busy, "busy", "Another process is using the session."},
    exit_row{exit_code::hung_up, "hung_up", "Stopped in order after SIGHUP."},
    exit_row{exit_code::interrupted, "interrupted", "Stopped in order after SIGINT."},
    exit_row{
        exit_code::broken_pipe,
        "broken_pipe",
        "The reader of standard output went away; state was saved."},
    exit_row{exit_code::terminated, "terminated", "Stopped in order after SIGTERM."},
};

static_assert(
    std::ranges::is_sorted(
        exit_table,
        [](exit_row const& a, exit_row const& b) {
            return static_cast<int>(a.code) < static_cast<int>(b.code);
        }),
    "rows are in the order of their numbers");

/// The row of a status; every status has one.
[[nodiscard]] constexpr exit_row const& row_of(exit_code code)
{
    return *std::ranges::find(exit_table, code, &exit_row::code);
}

/// The status of an orderly stop after signal `number`: 128 + n, as shells count.
[[nodiscard]] constexpr exit_code stopped_by(int number)
{
    return static_cast<exit_code>(128 + number);
}

}  // namespace bt
