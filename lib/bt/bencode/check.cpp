#include "check.hpp"

#include <bt/bencode/cursor.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <limits>
#include <utility>
#include <vector>

namespace bt::bencode {
namespace {

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

class checker {
public:
    checker(std::string_view text, limits const& within)
        : text_{text}
        , within_{within}
    {
    }

    checked run()
    {
        while (!found_.wrong && step()) {
        }
        found_.size = at_;
        return std::move(found_);
    }

private:
    struct level {
        bool is_dictionary = false;
        bool wants_value = false;
        bool has_key = false;
        std::string_view last_key;
    };

    bool wrong(std::size_t offset, std::string why)
    {
        found_.wrong = fault{offset, std::move(why)};
        return false;
    }

    /// One token; false once the value is whole or wrong.
    bool step()
    {
        if (at_ == text_.size()) return wrong(at_, "it ends in the middle");
        char const c = text_[at_];
        if (!open_.empty() && c == 'e') return close();
        if (++items_ > within_.items)
            return wrong(at_, fmt::format("more than {} items", within_.items));
        if (!open_.empty() && open_.back().is_dictionary && !open_.back().wants_value) return key();
        if (c == 'd' || c == 'l') return open(c == 'd');
        if (c == 'i') return integer() && whole();
        if (is_digit(c)) return string() && whole();
        return wrong(at_, "no bencoded value");
    }

    bool open(bool is_dictionary)
    {
        if (static_cast<int>(open_.size()) == within_.depth)
            return wrong(at_, fmt::format("nested more than {} deep", within_.depth));
        open_.push_back({.is_dictionary = is_dictionary, .last_key = {}});
        ++at_;
        return true;
    }

    bool close()
    {
        if (open_.back().wants_value) return wrong(at_, "a key without a value");
        open_.pop_back();
        ++at_;
        return whole();
    }

    /// A value is whole: is the outermost one?
    bool whole()
    {
        if (open_.empty()) return false;
        open_.back().wants_value = false;
        return true;
    }

    bool key()
    {
        auto const start = at_;
        if (!is_digit(text_[at_])) return wrong(at_, "a key that is not a string");
        if (!string()) return false;
        auto& here = open_.back();
        if (here.has_key) {
            if (last_string_ < here.last_key && !found_.unsorted_key) found_.unsorted_key = start;
            if (last_string_ == here.last_key && !found_.repeated_key) found_.repeated_key = start;
        }
        here.has_key = here.wants_value = true;
        here.last_key = last_string_;
        return true;
    }

    bool string()
    {
        auto const start = at_;
        std::size_t length = 0;
        for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
            length = length * 10 + static_cast<std::size_t>(text_[at_] - '0');
            if (length > text_.size()) return wrong(start, "a string longer than the rest");
        }
        if (at_ == text_.size()) return wrong(at_, "it ends in the middle");
        if (text_[at_] != ':') return wrong(at_, "no colon after the length of a string");
        if (text_[start] == '0' && at_ - start > 1) note_zero(start);
        ++at_;
        if (length > text_.size() - at_) return wrong(start, "a string longer than the rest");
        last_string_ = text_.substr(at_, length);
        at_ += length;
        return true;
    }

    bool integer()
    {
        auto const start = at_++;
        bool const negative = at_ < text_.size() && text_[at_] == '-';
        if (negative) ++at_;
        auto const first = at_;
        constexpr auto most = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
        std::uint64_t value = 0;
        for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
            auto const digit = static_cast<std::uint64_t>(text_[at_] - '0');
            if (value > (most + (negative ? 1 : 0) - digit) / 10)
                return wrong(start, "an integer of more than 64 bits");
            value = value * 10 + digit;
        }
        if (at_ == text_.size()) return wrong(at_, "it ends in the middle");
        if (at_ == first) return wrong(at_, "an integer without digits");
        if (text_[at_] != 'e') return wrong(at_, "an integer with something else than digits");
        if (text_[first] == '0' && (negative || at_ - first > 1)) note_zero(start);
        ++at_;
        return true;
    }

    void note_zero(std::size_t offset)
    {
        if (!found_.leading_zero) found_.leading_zero = offset;
    }

    std::string_view text_;
    limits within_;
    std::size_t at_ = 0;
    std::int64_t items_ = 0;
    std::vector<level> open_;
    std::string_view last_string_;
    checked found_;
};

/// Of keys at these offsets, the first that an earlier one is equal to.
std::optional<std::size_t> first_repeated(std::string_view whole, std::vector<std::size_t> keys)
{
    auto const key = [&](std::size_t offset) { return cursor{whole.substr(offset)}.string(); };
    std::ranges::sort(keys, [&](std::size_t a, std::size_t b) {
        auto const order = key(a) <=> key(b);
        return order != 0 ? order < 0 : a < b;
    });
    std::optional<std::size_t> first;
    for (std::size_t i = 1; i < keys.size(); ++i)
        if (key(keys[i]) == key(keys[i - 1]) && (!first || keys[i] < *first)) first = keys[i];
    return first;
}

/// In a dictionary out of order, equal keys need not be neighbours.
std::optional<std::size_t> find_repeated(std::string_view whole, cursor& at)
{
    if (at.kind() != type::list && at.kind() != type::dictionary) {
        at.skip();
        return std::nullopt;
    }
    bool const keyed = at.kind() == type::dictionary;
    std::vector<std::size_t> keys;  // offsets: a bomb may have millions
    std::optional<std::size_t> found;
    auto const note = [&](std::optional<std::size_t> offset) {
        if (offset && (!found || *offset < *found)) found = offset;
    };
    for (at.enter(); !at.leave();) {
        if (keyed) {
            keys.push_back(at.offset());
            at.string();
        }
        note(find_repeated(whole, at));
    }
    note(first_repeated(whole, std::move(keys)));
    return found;
}

}  // namespace

checked check(std::string_view text, limits const& within)
{
    auto found = checker{text, within}.run();
    if (!found.wrong && found.unsorted_key && !found.repeated_key) {
        cursor at{text};
        found.repeated_key = find_repeated(text, at);
    }
    return found;
}

std::optional<std::size_t> repeated_key(std::string_view checked)
{
    std::vector<std::size_t> keys;
    cursor at{checked};
    for (at.enter(); !at.leave(); at.skip()) {
        keys.push_back(at.offset());
        at.string();
    }
    return first_repeated(checked, std::move(keys));
}

}  // namespace bt::bencode
