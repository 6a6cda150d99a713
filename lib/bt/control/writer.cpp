#include "writer.hpp"

#include <bt/record/json.hpp>

namespace bt::control {

namespace json = record::json;

void result::key(std::string_view name)
{
    text_.push_back(text_.empty() ? '{' : ',');
    json::append_string(text_, name);
    text_.push_back(':');
}

result& result::add(std::string_view name, std::string_view text)
{
    key(name);
    json::append_string(text_, text);
    return *this;
}

result& result::add(std::string_view name, std::int64_t number)
{
    key(name);
    json::append_integer(text_, number);
    return *this;
}

result& result::add(std::string_view name, std::size_t number)
{
    return add(name, static_cast<std::int64_t>(number));
}

result& result::add(std::string_view name, bool truth)
{
    return raw(name, truth ? "true" : "false");
}

result& result::add(std::string_view name, double number)
{
    key(name);
    json::append_number(text_, number);
    return *this;
}

result& result::add(std::string_view name, std::vector<std::string> const& texts)
{
    key(name);
    text_.push_back('[');
    for (auto const& each : texts) {
        if (text_.back() != '[') text_.push_back(',');
        json::append_string(text_, each);
    }
    text_.push_back(']');
    return *this;
}

result& result::add(std::string_view name, std::vector<int> const& numbers)
{
    key(name);
    text_.push_back('[');
    for (auto const each : numbers) {
        if (text_.back() != '[') text_.push_back(',');
        json::append_integer(text_, each);
    }
    text_.push_back(']');
    return *this;
}

result& result::raw(std::string_view name, std::string_view json)
{
    key(name);
    text_ += json;
    return *this;
}

std::string list_of(std::span<std::string const> rows)
{
    std::string out{"["};
    for (auto const& each : rows) {
        if (out.size() > 1) out.push_back(',');
        out += each;
    }
    out.push_back(']');
    return out;
}

}  // namespace bt::control
