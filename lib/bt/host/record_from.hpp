#pragma once

#include <bt/base/encode.hpp>
#include <bt/control/value.hpp>
#include <bt/record/field.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Records made of their JSON again: the walk over a record's table the other way round. Costly to
/// compile, as record/field_walk.hpp: only parse_*.cpp include this.
namespace bt::host {

/// What is absent, or of another type, leaves the field as it is.
template <class Record>
void read_record(Record& into, control::value const& from);

namespace detail {

inline void read(std::string& into, control::value const& from)
{
    if (from.text() != nullptr) into = *from.text();
}

inline void read(bool& into, control::value const& from)
{
    if (from.truth() != nullptr) into = *from.truth();
}

inline void read(record::blob& into, control::value const& from)
{
    if (from.text() != nullptr) into.bytes = from_base64(*from.text()).value_or("");
}

inline void read(double& into, control::value const& from)
{
    into = from.number().value_or(into);
}

template <std::integral Number>
void read(Number& into, control::value const& from)
{
    if (from.integer() != nullptr) into = static_cast<Number>(*from.integer());
}

template <record::is_record Record>
void read(Record& into, control::value const& from)
{
    read_record(into, from);
}

template <class Value>
void read(std::vector<record::named<Value>>& into, control::value const& from)
{
    if (from.members() == nullptr) return;
    into.clear();
    for (auto const& each : *from.members())
        read(into.emplace_back(record::named<Value>{each.key, {}}).value, each.held);
}

template <class Value>
void read(std::vector<Value>& into, control::value const& from)
{
    if (from.values() == nullptr) return;
    into.clear();
    for (auto const& each : *from.values())
        read(into.emplace_back(), each);
}

template <class Value>
void read(std::optional<Value>& into, control::value const& from)
{
    if (!from.is_null()) read(into.emplace(), from);
}

}  // namespace detail

template <class Record>
void read_record(Record& into, control::value const& from)
{
    record::for_each_field<Record>([&](auto const& field) {
        if (auto const* const found = from.find(field.key))
            detail::read(into.*(field.member), *found);
    });
}

}  // namespace bt::host
