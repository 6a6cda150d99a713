#include "codec.hpp"

#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/writer.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace bt::state {
namespace {

using bencode::cursor;
using bencode::type;
using bencode::writer;

using member = std::variant<
    std::string saved_torrent::*,
    std::int64_t saved_torrent::*,
    bool saved_torrent::*,
    std::vector<std::string> saved_torrent::*,
    std::vector<file_stamp> saved_torrent::*>;

struct field {
    std::string_view key;
    member where;
};

/// In byte order, as bencoding wants it.
constexpr std::array fields{
    field{"added_time", &saved_torrent::added_time},
    field{"category", &saved_torrent::category},
    field{"clean", &saved_torrent::clean},
    field{"completed_time", &saved_torrent::completed_time},
    field{"files", &saved_torrent::files},
    field{"info_hash_v1", &saved_torrent::info_hash_v1},
    field{"info_hash_v2", &saved_torrent::info_hash_v2},
    field{"key", &saved_torrent::key},
    field{"magnet", &saved_torrent::magnet},
    field{"name", &saved_torrent::name},
    field{"origin", &saved_torrent::origin},
    field{"position", &saved_torrent::position},
    field{"resume", &saved_torrent::resume},
    field{"save_path", &saved_torrent::save_path},
    field{"source_feed_url", &saved_torrent::source_feed_url},
    field{"tags", &saved_torrent::tags},
    field{"torrent_file", &saved_torrent::torrent_file},
};
static_assert(
    std::ranges::is_sorted(fields, {}, &field::key), "keys are in the order of their bytes");

bool is_empty(std::string const& value)
{
    return value.empty();
}

bool is_empty(std::int64_t value)
{
    return value == 0;
}

template <class Item>
bool is_empty(std::vector<Item> const& value)
{
    return value.empty();
}

void write(writer& to, std::string const& value)
{
    to.string(value);
}

void write(writer& to, std::int64_t value)
{
    to.integer(value);
}

void write(writer& to, std::vector<std::string> const& value)
{
    to.list();
    for (auto const& each : value)
        to.string(each);
    to.end();
}

void write(writer& to, std::vector<file_stamp> const& value)
{
    to.list();
    for (auto const& each : value)
        to.integer(each.size).integer(each.mtime_ns);
    to.end();
}

bool read(cursor& from, std::string& value)
{
    if (from.kind() != type::string) return false;
    value = from.string();
    return true;
}

bool read(cursor& from, std::int64_t& value)
{
    if (from.kind() != type::integer) return false;
    value = from.integer();
    return value >= 0;
}

bool read(cursor& from, bool& value)
{
    std::int64_t number = 0;
    if (!read(from, number)) return false;
    value = number == 1;
    return number <= 1;
}

bool read(cursor& from, std::vector<std::string>& value)
{
    if (from.kind() != type::list) return false;
    for (from.enter(); !from.leave();)
        if (!read(from, value.emplace_back())) return false;
    return true;
}

bool read(cursor& from, std::vector<file_stamp>& value)
{
    if (from.kind() != type::list) return false;
    for (from.enter(); !from.leave();) {
        auto& stamp = value.emplace_back();
        if (from.kind() != type::integer) return false;
        stamp.size = from.integer();
        if (stamp.size < -1 || from.leave() || from.kind() != type::integer) return false;
        stamp.mtime_ns = from.integer();
    }
    return true;
}

/// One value, written as we write.
bool is_sound(std::string_view bytes)
{
    auto const found = bencode::check(bytes);
    return !found.wrong && found.size == bytes.size() && !found.unsorted_key && !found.repeated_key
        && !found.leading_zero;
}

template <class List>
bool decode_list(std::string_view bytes, List& into)
{
    if (!is_sound(bytes)) return false;
    cursor at{bytes};
    return read(at, into);
}

bool is_hash(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool has_good_key(saved_torrent const& torrent)
{
    return (torrent.info_hash_v1.empty() || is_hash(torrent.info_hash_v1, 40))
        && (torrent.info_hash_v2.empty() || is_hash(torrent.info_hash_v2, 64))
        && !torrent.key.empty()
        && (torrent.key == torrent.info_hash_v1 || torrent.key == torrent.info_hash_v2);
}

bool take(saved_torrent& into, std::string_view key, cursor& from)
{
    auto const* row = std::ranges::find(fields, key, &field::key);
    if (row == fields.end()) {
        from.skip();
        return true;
    }
    return std::visit([&](auto where) { return read(from, into.*where); }, row->where);
}

}  // namespace

bool is_key(std::string_view text) noexcept
{
    return is_hash(text, 40) || is_hash(text, 64);
}

void check_key(saved_torrent const& torrent)
{
    if (!has_good_key(torrent))
        fail(exit_code::failed, "save torrent", torrent.key, "that is not its info-hash");
}

std::string encode(saved_torrent const& torrent, bool clean)
{
    writer out;
    out.dictionary();
    for (auto const& each : fields)
        std::visit(
            [&](auto where) {
                if constexpr (std::is_same_v<decltype(where), bool saved_torrent::*>) {
                    if (clean) out.string(each.key).integer(1);
                } else if (!is_empty(torrent.*where)) {
                    out.string(each.key);
                    write(out, torrent.*where);
                }
            },
            each.where);
    out.end();
    return out.take();
}

std::optional<saved_torrent> decode(std::string_view bytes)
{
    if (!is_sound(bytes)) return {};
    cursor at{bytes};
    if (at.kind() != type::dictionary) return {};
    saved_torrent out;
    for (at.enter(); !at.leave();) {
        auto const key = at.string();
        if (!take(out, key, at)) return {};
    }
    if (!has_good_key(out)) return {};
    return out;
}

std::string encode(std::vector<file_stamp> const& files)
{
    writer out;
    write(out, files);
    return out.take();
}

std::string encode(std::vector<std::string> const& tags)
{
    writer out;
    write(out, tags);
    return out.take();
}

bool decode(std::string_view bytes, std::vector<file_stamp>& into)
{
    return decode_list(bytes, into);
}

bool decode(std::string_view bytes, std::vector<std::string>& into)
{
    return decode_list(bytes, into);
}

}  // namespace bt::state
