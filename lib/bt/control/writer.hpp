#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bt::control {

/// The JSON of a result, member by member.
class result {
public:
    result& add(std::string_view name, std::string_view text);
    result& add(std::string_view name, char const* text)
    {
        return add(name, std::string_view{text});
    }
    result& add(std::string_view name, std::int64_t number);
    result& add(std::string_view name, int number) { return add(name, std::int64_t{number}); }
    result& add(std::string_view name, std::size_t number);
    result& add(std::string_view name, bool truth);
    result& add(std::string_view name, double number);
    result& add(std::string_view name, std::vector<std::string> const& texts);
    result& add(std::string_view name, std::vector<int> const& numbers);
    template <class Value>
    result& add(std::string_view name, std::optional<Value> const& value)
    {
        return value ? add(name, *value) : *this;
    }
    /// Something that is JSON already.
    result& raw(std::string_view name, std::string_view json);
    [[nodiscard]] std::string text() const { return text_.empty() ? "{}" : text_ + "}"; }

private:
    void key(std::string_view name);
    std::string text_;
};

/// Rows that are objects in JSON, as a list.
[[nodiscard]] std::string list_of(std::span<std::string const> rows);

}  // namespace bt::control
