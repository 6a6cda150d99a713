#pragma once

#include <bt/base/export.hpp>
#include <bt/record/field.hpp>

#include <span>
#include <string_view>
#include <vector>

/// Every kind of line with every field, as data: the schema and the manual are walks over it.
namespace bt::record {

struct field_facts {
    std::string_view key;
    std::string_view type;    ///< JSON type of one value: string, integer, number, boolean, object
    std::string_view nested;  ///< kind of the record inside, or empty
    std::string_view doc;
    unit in = unit::none;
    bool optional = false;
    bool list = false;
    bool names = false;  ///< an object whose keys are names
    bool column = false;
    bool text = false;  ///< may have a _base64 twin
};

/// record: a result; event: something that happened, with an envelope; part: found inside others.
enum class family { record, event, part };

struct kind_facts {
    std::string_view kind;
    family of = family::record;
    std::vector<field_facts> fields;
};

/// All kinds in the order of the manual. Built on first use, then shared; safe from any thread.
[[nodiscard]] BT_API std::span<kind_facts const> catalog();

/// The envelope's fields, which every event has.
[[nodiscard]] BT_API kind_facts const& envelope_facts();

}  // namespace bt::record
