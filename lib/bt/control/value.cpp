#include "value.hpp"

#include <algorithm>

namespace bt::control {

std::optional<double> value::number() const
{
    if (auto const* const whole = integer()) return static_cast<double>(*whole);
    auto const* const real = std::get_if<double>(&is_);
    return real == nullptr ? std::nullopt : std::optional{*real};
}

value const* value::find(std::string_view key) const
{
    if (auto const* const all = members())
        for (auto const& each : *all)
            if (each.key == key) return &each.held;
    return nullptr;
}

value value_of_json(std::string_view text)
{
    auto read = parse_json(text);
    auto* const what = std::get_if<value>(&read);
    return what == nullptr ? value{} : std::move(*what);
}

std::string text_in(value const& object, std::string_view name)
{
    auto const* const found = object.find(name);
    return found != nullptr && found->text() != nullptr ? *found->text() : std::string{};
}

std::int64_t integer_in(value const& object, std::string_view name)
{
    auto const* const found = object.find(name);
    return found != nullptr && found->integer() != nullptr ? *found->integer() : 0;
}

}  // namespace bt::control
