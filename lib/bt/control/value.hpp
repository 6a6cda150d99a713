#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bt::control {

/// A value of JSON (RFC 8259), owned. Members of objects stay in the order they came in.
class value {
public:
    struct member;
    using list = std::vector<value>;
    using object = std::vector<member>;

    value() = default;
    explicit value(bool truth)
        : is_{truth}
    {
    }
    explicit value(std::int64_t number)
        : is_{number}
    {
    }
    explicit value(double number)
        : is_{number}
    {
    }
    explicit value(std::string text)
        : is_{std::move(text)}
    {
    }
    explicit value(list values)
        : is_{std::move(values)}
    {
    }
    explicit value(object members)
        : is_{std::move(members)}
    {
    }

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(is_); }
    [[nodiscard]] bool const* truth() const { return std::get_if<bool>(&is_); }
    [[nodiscard]] std::int64_t const* integer() const { return std::get_if<std::int64_t>(&is_); }
    /// Of a number of either kind.
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::string const* text() const { return std::get_if<std::string>(&is_); }
    [[nodiscard]] list const* values() const { return std::get_if<list>(&is_); }
    [[nodiscard]] list* values() { return std::get_if<list>(&is_); }
    [[nodiscard]] object const* members() const { return std::get_if<object>(&is_); }
    [[nodiscard]] object* members() { return std::get_if<object>(&is_); }
    /// The member of that name; nullptr if there is none, or this is no object.
    [[nodiscard]] value const* find(std::string_view key) const;

    friend bool operator==(value const&, value const&) = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, list, object> is_;
};

struct value::member {
    std::string key;
    value held;
    friend bool operator==(member const&, member const&) = default;
};

/// What is wrong with a text, and where: 0 is before its first byte.
struct json_fault {
    std::size_t at = 0;
    std::string why;
};

/// The whole text, which may be from anybody: values nested more than 64 deep are refused, as is
/// what is not UTF-8. A name given twice keeps its last value, as most readers of JSON have it.
[[nodiscard]] std::variant<value, json_fault> parse_json(std::string_view text);

/// The same of what another bt-tools program wrote: null for what is no JSON.
[[nodiscard]] value value_of_json(std::string_view text);

/// A member of an object; empty, and 0, where it is absent or of another type.
[[nodiscard]] std::string text_in(value const& object, std::string_view name);
[[nodiscard]] std::int64_t integer_in(value const& object, std::string_view name);

/// Without spaces or line ends.
void append_json(std::string& out, value const& what);
[[nodiscard]] std::string to_json(value const& what);

}  // namespace bt::control
