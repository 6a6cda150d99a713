#include "torrent_files.hpp"

#include <bt/base/text.hpp>
#include <bt/session/asked.hpp>

#include <fmt/format.h>
#include <libtorrent/download_priority.hpp>
#include <libtorrent/storage_defs.hpp>

#include <algorithm>
#include <limits>

namespace bt::session {
namespace {

constexpr std::size_t longest_path = 4096;  // as Linux has it

lt::download_priority_t priority_of(asked const& what, int level)
{
    what.within("priority", level, 0, 7);
    return lt::download_priority_t{static_cast<std::uint8_t>(level)};
}

bool has_nul(std::string const& text)
{
    return text.find('\0') != std::string::npos;
}

lt::move_flags_t flag_of(move_mode how)
{
    switch (how) {
    case move_mode::fail_if_exist:
        return lt::move_flags_t::fail_if_exist;
    case move_mode::dont_replace:
        return lt::move_flags_t::dont_replace;
    case move_mode::always_replace_files:
        break;
    }
    return lt::move_flags_t::always_replace_files;
}

/// Whether one is the other, or a folder in the way to it.
bool is_in_the_way(std::string_view a, std::string_view b)
{
    if (a.size() > b.size()) std::swap(a, b);
    return b.starts_with(a) && (b.size() == a.size() || b[a.size()] == '/');
}

}  // namespace

bool is_path_below(std::string const& name)
{
    constexpr std::size_t longest_name = 255;
    if (name.empty() || name.size() > longest_path || has_nul(name)) return false;
    std::string_view rest{name};
    while (true) {
        auto const end = std::min(rest.find('/'), rest.size());
        auto const each = rest.substr(0, end);
        if (each.empty() || each == "." || each == ".." || each.size() > longest_name) return false;
        if (end == rest.size()) return true;
        rest.remove_prefix(end + 1);
    }
}

void set_file_priorities(session& of, torrent_id id, std::span<int const> priorities)
{
    ask(of, id, "prioritise files of", [&](asked const& what) {
        auto const there = static_cast<std::size_t>(what.metadata()->num_files());
        if (priorities.size() > there)
            what.refuse(fmt::format("it has {} files, not {}", there, priorities.size()));
        std::vector<lt::download_priority_t> levels;
        levels.reserve(there);
        for (auto const each : priorities)
            levels.push_back(priority_of(what, each));
        levels.resize(there, lt::default_priority);
        what.handle().prioritize_files(levels);
    });
}

void set_file_priority(session& of, torrent_id id, int file, int priority)
{
    ask(of, id, "prioritise a file of", [&](asked const& what) {
        auto const index = what.file(file);
        what.handle().file_priority(index, priority_of(what, priority));
    });
}

void set_piece_priority(session& of, torrent_id id, int piece, int priority)
{
    ask(of, id, "prioritise a piece of", [&](asked const& what) {
        auto const index = what.piece(piece);
        what.handle().piece_priority(index, priority_of(what, priority));
    });
}

void set_piece_deadline(session& of, torrent_id id, int piece, std::chrono::milliseconds from_now)
{
    ask(of, id, "set a deadline of", [&](asked const& what) {
        auto const index = what.piece(piece);
        what.within("deadline", from_now.count(), 0, std::numeric_limits<std::int32_t>::max());
        what.handle().set_piece_deadline(index, static_cast<int>(from_now.count()));
    });
}

void reset_piece_deadline(session& of, torrent_id id, int piece)
{
    ask(of, id, "reset a deadline of", [&](asked const& what) {
        what.handle().reset_piece_deadline(what.piece(piece));
    });
}

void clear_piece_deadlines(session& of, torrent_id id)
{
    ask(of, id, "clear the deadlines of", [](asked const& what) {
        (void)what.metadata();
        what.handle().clear_piece_deadlines();
    });
}

void move_storage(session& of, torrent_id id, std::string const& save_path, move_mode how)
{
    ask(of, id, "move", [&](asked const& what) {
        if (!save_path.starts_with('/') || has_nul(save_path) || save_path.size() > longest_path)
            what.refuse(fmt::format("'{}' is no absolute path", printable(save_path)));
        what.handle().move_storage(save_path, flag_of(how));
    });
}

void rename_file(session& of, torrent_id id, int file, std::string const& new_name)
{
    ask(of, id, "rename a file of", [&](asked const& what) {
        auto const index = what.file(file);
        auto const shown = printable(std::string_view{new_name}.substr(0, longest_path));
        if (!is_path_below(new_name))
            what.refuse(fmt::format("'{}' is no path below its folder", shown));
        auto const& files = what.metadata()->files();
        if (files.pad_file_at(index)) what.refuse(fmt::format("file {} is padding", file));
        for (auto const other : files.file_range())
            if (other != index && !files.pad_file_at(other)
                && is_in_the_way(files.file_path(other), new_name))
                what.refuse(fmt::format(
                    "file {}, '{}', is in the way",
                    static_cast<int>(other),
                    printable(files.file_path(other))));
        what.handle().rename_file(index, new_name);
    });
}

void flush_cache(session& of, torrent_id id)
{
    ask(of, id, "flush", [](asked const& what) {
        (void)what.metadata();
        what.handle().flush_cache();
    });
}

}  // namespace bt::session
