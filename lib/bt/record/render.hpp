#pragma once

#include <bt/record/field.hpp>

#include <string>

/// A record's JSON line, computed from its field table.
namespace bt::record {

/// Appends {"kind":...,every present field}, without a line end.
template <is_record Record>
void append_json(std::string& out, Record const& record)
{
    rendering<Record>::append_json(out, record);
}

template <is_record Record>
[[nodiscard]] std::string to_json(Record const& record)
{
    std::string out;
    append_json(out, record);
    return out;
}

/// The same with when and where after the kind.
template <is_record Event>
[[nodiscard]] std::string to_json(envelope const& where, Event const& what)
{
    return event_rendering<Event>::to_json(where, what);
}

}  // namespace bt::record
