#include "catalog.hpp"

#include <bt/record/all.hpp>
#include <bt/record/event.hpp>

#include <type_traits>

namespace bt::record {
namespace {

template <class T>
constexpr std::string_view json_type()
{
    if constexpr (std::is_same_v<T, bool>)
        return "boolean";
    else if constexpr (std::is_integral_v<T>)
        return "integer";
    else if constexpr (std::is_floating_point_v<T>)
        return "number";
    else if constexpr (is_record<T>)
        return "object";
    else
        return "string";
}

template <class Member>
field_facts facts_of(std::string_view key, std::string_view doc, unit in, column shown)
{
    using shape = type_of<Member>;
    using inner = typename shape::inner;
    field_facts facts{
        .key = key,
        .type = json_type<inner>(),
        .nested = {},
        .doc = doc,
        .in = in,
        .optional = shape::optional,
        .list = shape::list,
        .names = shape::object,
        .column = shown == column::yes,
        .text = std::is_same_v<inner, std::string>,
    };
    if constexpr (is_record<inner>) facts.nested = inner::kind;
    return facts;
}

template <class Record>
std::vector<field_facts> fields_of()
{
    std::vector<field_facts> fields;
    for_each_field<Record>([&]<class R, class Member>(field<R, Member> const& f) {
        fields.push_back(facts_of<Member>(f.key, f.doc, f.in, f.shown));
    });
    return fields;
}

template <class... Records>
void add_kinds(
    std::vector<kind_facts>& kinds,
    [[maybe_unused]] family of,
    std::type_identity<std::tuple<Records...>>)
{
    (kinds.push_back({Records::kind, of, fields_of<Records>()}), ...);
}

std::vector<kind_facts> build()
{
    std::vector<kind_facts> kinds;
    add_kinds(kinds, family::record, std::type_identity<all_records>{});
    add_kinds(kinds, family::event, std::type_identity<all_events>{});
    add_kinds(kinds, family::part, std::type_identity<all_parts>{});
    return kinds;
}

}  // namespace

std::span<kind_facts const> catalog()
{
    static auto const kinds = build();
    return kinds;
}

kind_facts const& envelope_facts()
{
    static kind_facts const facts{"envelope", family::part, fields_of<envelope>()};
    return facts;
}

}  // namespace bt::record
