#include "cursor.hpp"

namespace bt::bencode {

type cursor::kind() const noexcept
{
    switch (*at_) {
    case 'i':
        return type::integer;
    case 'l':
        return type::list;
    case 'd':
        return type::dictionary;
    default:
        return type::string;
    }
}

std::int64_t cursor::integer() noexcept
{
    ++at_;
    bool const negative = *at_ == '-';
    if (negative) ++at_;
    std::uint64_t value = 0;
    for (; *at_ != 'e'; ++at_)
        value = value * 10 + static_cast<std::uint64_t>(*at_ - '0');
    ++at_;
    return static_cast<std::int64_t>(negative ? ~value + 1 : value);
}

std::string_view cursor::string() noexcept
{
    std::size_t length = 0;
    for (; *at_ != ':'; ++at_)
        length = length * 10 + static_cast<std::size_t>(*at_ - '0');
    std::string_view const bytes{++at_, length};
    at_ += length;
    return bytes;
}

std::string_view cursor::skip() noexcept
{
    auto const* const start = at_;
    std::size_t depth = 0;
    do {
        switch (*at_) {
        case 'i':
            while (*at_++ != 'e') {
            }
            break;
        case 'l':
        case 'd':
            ++at_;
            ++depth;
            break;
        case 'e':
            ++at_;
            --depth;
            break;
        default:
            string();
        }
    } while (depth > 0);
    return {start, static_cast<std::size_t>(at_ - start)};
}

std::string_view find(std::string_view checked, std::string_view key) noexcept
{
    cursor at{checked};
    if (checked.empty() || at.kind() != type::dictionary) return {};
    for (at.enter(); !at.leave();) {
        bool const found = at.string() == key;
        auto const value = at.skip();
        if (found) return value;
    }
    return {};
}

}  // namespace bt::bencode
