#include "from_json.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/writer.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace bt::bencode {
namespace {

using nlohmann::json;

constexpr std::string_view bytes_key = "$base64";
constexpr std::string_view bytes_prefix = "$base64:";

struct member;

/// A value in the order it was written, with keys and strings as JSON has them.
struct value {
    enum class type { null, integer, string, list, object, foreign };
    type is = type::null;
    std::int64_t number = 0;
    std::string text;
    std::vector<member> members;  ///< those of a list have no keys
};

struct member {
    std::string key;
    value held;
};

/// Takes nlohmann's events, which come one after the other: nothing here is as deep as the text.
class builder final : public nlohmann::json_sax<json> {
public:
    bool null() override { return add({}); }
    bool boolean(bool /*val*/) override { return add({.is = value::type::foreign}); }
    bool number_integer(number_integer_t val) override { return number(val); }
    bool number_unsigned(number_unsigned_t val) override
    {
        if (val > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            return add({.is = value::type::foreign});
        return number(static_cast<std::int64_t>(val));
    }
    bool number_float(number_float_t /*val*/, string_t const& /*s*/) override
    {
        return add({.is = value::type::foreign});
    }
    bool string(string_t& val) override
    {
        return add({.is = value::type::string, .text = std::move(val)});
    }
    bool binary(binary_t& /*val*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return open(value::type::object); }
    bool key(string_t& val) override
    {
        key_ = std::move(val);
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*elements*/) override { return open(value::type::list); }
    bool end_array() override { return close(); }
    bool parse_error(
        std::size_t position, std::string const& /*token*/, json::exception const& /*ex*/) override
    {
        why_ = fmt::format("it is not JSON at byte {}", position == 0 ? 0 : position - 1);
        return false;
    }

    [[nodiscard]] std::string const& why() const { return why_; }
    [[nodiscard]] value take() { return std::move(root_); }

private:
    bool number(std::int64_t number) { return add({.is = value::type::integer, .number = number}); }

    bool add(value made)
    {
        place() = std::move(made);
        return true;
    }

    /// Where the next value goes. What is open has its last member open, so pointers stay good.
    value& place()
    {
        if (open_.empty()) return root_;
        return open_.back()->members.emplace_back(member{std::exchange(key_, {}), {}}).held;
    }

    bool open(value::type is)
    {
        if (static_cast<int>(open_.size()) == limits{}.depth) {
            why_ = fmt::format("nested more than {} deep", limits{}.depth);
            return false;
        }
        auto& here = place();
        here.is = is;
        open_.push_back(&here);
        return true;
    }

    bool close()
    {
        open_.pop_back();
        return true;
    }

    value root_;
    std::vector<value*> open_;
    std::string key_;
    std::string why_;
};

/// Turns values into bencoding, and says which one has none.
class reader {
public:
    explicit reader(std::string_view doing)
        : doing_{doing}
    {
    }

    [[nodiscard]] value parse(std::string_view text) const
    {
        builder into;
        if (!json::sax_parse(text.begin(), text.end(), &into)) refuse(shown(text), into.why());
        return into.take();
    }

    void append(bencode::writer& out, value const& from, std::string const& where) const
    {
        switch (from.is) {
        case value::type::integer:
            out.integer(from.number);
            break;
        case value::type::string:
            out.string(from.text);
            break;
        case value::type::list:
            out.list();
            for (auto const& each : from.members)
                append(out, each.held, where);
            out.end();
            break;
        case value::type::object:
            append_object(out, from, where);
            break;
        case value::type::null:
        case value::type::foreign:
            refuse(
                where.empty() ? "it" : where,
                "bencoding has only strings, whole numbers of 64 bits, lists and dictionaries");
        }
    }

    /// The key that a member of an object stands for.
    [[nodiscard]] std::string key_of(std::string const& written, std::string const& where) const
    {
        if (!written.starts_with('$')) return written;
        if (written.starts_with("$$")) return written.substr(1);
        if (written.starts_with(bytes_prefix))
            if (auto bytes = from_base64(std::string_view{written}.substr(bytes_prefix.size())))
                return std::move(*bytes);
        refuse(
            below(where, written),
            "a key that begins with $ is written with $$, and bytes as $base64:");
    }

    [[nodiscard]] static bool is_bytes(value const& from)
    {
        return from.is == value::type::object && from.members.size() == 1
            && from.members.front().key == bytes_key;
    }

    [[nodiscard]] static std::string below(std::string const& where, std::string const& key)
    {
        return where.empty() ? key : where + "." + key;
    }

    [[noreturn]] void refuse(std::string_view where, std::string_view why) const
    {
        fail(exit_code::usage, doing_, where, why);
    }

    [[nodiscard]] static std::string shown(std::string_view text)
    {
        constexpr std::size_t enough = 60;
        return text.size() <= enough ? std::string{text}
                                     : std::string{text.substr(0, enough)} + "...";
    }

private:
    void append_object(bencode::writer& out, value const& from, std::string const& where) const
    {
        if (is_bytes(from)) {
            auto const& encoded = from.members.front().held;
            auto const bytes =
                encoded.is == value::type::string ? from_base64(encoded.text) : std::nullopt;
            if (!bytes) refuse(where.empty() ? "it" : where, "its $base64 is not base64");
            out.string(*bytes);
            return;
        }
        out.dictionary();
        for (auto const& each : from.members) {
            out.string(key_of(each.key, where));
            append(out, each.held, below(where, each.key));
        }
        out.end();
    }

    std::string_view doing_;
};

/// Bencoding has its keys in order, and each once, where whoever wrote the JSON did not mind.
void put_in_order(reader const& by, value& from, std::string const& where)
{
    for (auto& each : from.members)
        put_in_order(by, each.held, reader::below(where, each.key));
    if (from.is != value::type::object || reader::is_bytes(from)) return;
    std::ranges::stable_sort(
        from.members, {}, [&](member const& each) { return by.key_of(each.key, where); });
    auto const twice =
        std::ranges::adjacent_find(from.members, [&](member const& a, member const& b) {
            return by.key_of(a.key, where) == by.key_of(b.key, where);
        });
    if (twice != from.members.end())
        by.refuse(reader::below(where, twice->key), "the key is there twice");
}

std::vector<patch_entry> entries_of(reader const& by, value const& object, std::string const& where)
{
    std::vector<patch_entry> entries;
    for (auto const& each : object.members) {
        auto const here = reader::below(where, each.key);
        auto& entry = entries.emplace_back();
        entry.key = by.key_of(each.key, where);
        if (each.held.is == value::type::null) {
            entry.what = patch_entry::action::remove;
        } else if (each.held.is == value::type::object && !reader::is_bytes(each.held)) {
            entry.what = patch_entry::action::merge;
            entry.inside = entries_of(by, each.held, here);
        } else {
            writer out;
            by.append(out, each.held, here);
            entry.value = out.take();
        }
    }
    return entries;
}

}  // namespace

std::string from_json(std::string_view json)
{
    reader const by{"read JSON"};
    auto const root = by.parse(json);
    writer out;
    by.append(out, root, {});
    return out.take();
}

std::string from_json_in_order(std::string_view json)
{
    reader const by{"read JSON"};
    auto root = by.parse(json);
    put_in_order(by, root, {});
    writer out;
    by.append(out, root, {});
    return out.take();
}

std::vector<patch_entry> parse_merge_patch(std::string_view json)
{
    reader const by{"merge"};
    auto root = by.parse(json);
    if (root.is != value::type::object || reader::is_bytes(root))
        by.refuse(reader::shown(json), "it is not a JSON object");
    put_in_order(by, root, {});
    return entries_of(by, root, {});
}

}  // namespace bt::bencode
