#pragma once

#include <bt/base/export.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

/// A record is a plain struct with a `kind`, and `fields()`: the one table from which its JSON,
/// its text, its schema and its manual are computed.
namespace bt::record {

/// What a plain number counts. JSON gives the bare number; only terminals see it dressed.
enum class unit {
    none,
    bytes,
    bytes_per_second,
    seconds,
    unix_time,  ///< seconds since 1970
    ratio,      ///< 0 to 1
};

/// Whether a field is a column of the record's tab-separated line.
enum class column { no, yes };

/// One row of a record's table. The constructor is there for clang 14, which deduces no
/// template arguments of aggregates.
template <class Record, class Member>
struct field {
    std::string_view key;
    Member Record::*member;
    std::string_view doc;
    unit in = unit::none;
    column shown = column::no;

    constexpr field(
        std::string_view key_,
        Member Record::*member_,
        std::string_view doc_,
        unit in_ = unit::none,
        column shown_ = column::no)
        : key{key_}
        , member{member_}
        , doc{doc_}
        , in{in_}
        , shown{shown_}
    {
    }
    constexpr field(
        std::string_view key_, Member Record::*member_, std::string_view doc_, column shown_)
        : field{key_, member_, doc_, unit::none, shown_}
    {
    }
};

/// Raw bytes; JSON has them as base64, so their keys end in _base64.
struct blob {
    std::string bytes;
    friend bool operator==(blob const&, blob const&) = default;
};

/// A JSON object of names that are not known when the tables are written.
template <class Value>
struct named {
    std::string name;
    Value value;
    friend bool operator==(named const&, named const&) = default;
};

template <class T>
concept is_record = requires
{
    {
        T::kind
        } -> std::convertible_to<std::string_view>;
    T::fields();
};

struct envelope;
struct labelled;

/// How a record is written. The library has it for each of all.hpp, which is why their headers
/// end with an `extern template`: the walk over a table takes long to compile, and is compiled
/// once (rendered_*.cpp). For other records there is field_walk.hpp.
template <class Record>
struct rendering {
    static void append_json(std::string& out, Record const& record);
    [[nodiscard]] static std::vector<labelled> to_block(Record const& record);
    [[nodiscard]] static std::string to_row(Record const& record);
};

/// The same for events, which exist as JSON only. What libtorrent tells goes out through
/// session::tell.
template <class Event>
struct event_rendering {
    [[nodiscard]] static std::string to_json(envelope const& where, Event const& what);
};

template <class T>
struct type_of {
    using inner = T;
    static constexpr bool optional = false;
    static constexpr bool list = false;
    static constexpr bool object = false;
};
template <class T>
struct type_of<std::optional<T>> : type_of<T> {
    static constexpr bool optional = true;
};
template <class T>
struct type_of<std::vector<T>> : type_of<T> {
    static constexpr bool list = true;
};
template <class T>
struct type_of<std::vector<named<T>>> : type_of<T> {
    static constexpr bool object = true;
};

template <class Record, class Visit>
constexpr void for_each_field(Visit&& visit)
{
    std::apply([&](auto const&... each) { (visit(each), ...); }, Record::fields());
}

}  // namespace bt::record
