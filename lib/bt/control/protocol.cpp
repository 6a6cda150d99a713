#include "protocol.hpp"

#include <bt/record/json.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>
#include <optional>
#include <utility>

namespace bt::control {
namespace {

constexpr std::size_t deepest = 64;

/// Takes nlohmann's events, which come one after the other: nothing here is as deep as the text.
class builder final : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return add({}); }
    bool boolean(bool val) override { return add(value{val}); }
    bool number_integer(number_integer_t val) override { return add(value{std::int64_t{val}}); }
    bool number_unsigned(number_unsigned_t val) override
    {
        if (val <= std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            return add(value{static_cast<std::int64_t>(val)});
        return add(value{static_cast<double>(val)});
    }
    bool number_float(number_float_t val, string_t const& /*s*/) override
    {
        return add(value{val});
    }
    bool string(string_t& val) override { return add(value{std::move(val)}); }
    bool binary(binary_t& /*val*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return open(value{value::object{}}); }
    bool start_array(std::size_t /*elements*/) override { return open(value{value::list{}}); }
    bool key(string_t& val) override
    {
        keys_.back() = std::move(val);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(
        std::size_t position,
        std::string const& /*token*/,
        nlohmann::json::exception const& /*e*/) override
    {
        fault_ = {position == 0 ? 0 : position - 1, "it is not JSON"};
        return false;
    }

    [[nodiscard]] json_fault const& fault() const { return fault_; }
    [[nodiscard]] value take() { return std::move(root_); }

private:
    bool add(value what)
    {
        if (open_.empty()) {
            root_ = std::move(what);
            return true;
        }
        put(open_.back(), keys_.back(), std::move(what));
        return true;
    }

    static void put(value& into, std::string& key, value&& what)
    {
        if (auto* const list = into.values()) {
            list->push_back(std::move(what));
            return;
        }
        auto& members = *into.members();
        // Objects of requests have few members; a list of many would make this slow.
        constexpr std::size_t looked_through = 64;
        if (members.size() <= looked_through)
            for (auto& each : members)
                if (each.key == key) {
                    each.held = std::move(what);
                    return;
                }
        members.push_back({std::move(key), std::move(what)});
    }

    bool open(value container)
    {
        if (open_.size() == deepest) {
            fault_ = {0, "it is nested too deep"};
            return false;
        }
        open_.push_back(std::move(container));
        keys_.emplace_back();
        return true;
    }

    bool close()
    {
        auto done = std::move(open_.back());
        open_.pop_back();
        keys_.pop_back();
        return add(std::move(done));
    }

    value root_;
    std::vector<value> open_;
    std::vector<std::string> keys_;
    json_fault fault_;
};

/// An id as JSON; nothing for what cannot be one.
std::optional<std::string> id_of(value const& given)
{
    if (given.values() != nullptr || given.members() != nullptr || given.truth() != nullptr)
        return std::nullopt;
    return to_json(given);
}

bad_request bad(std::string id, std::string why)
{
    return {std::move(id), {rpc::invalid_request, "cannot understand request: " + std::move(why)}};
}

received read_request(value& from)
{
    if (from.members() == nullptr) return bad("null", "it is no object");
    request out;
    if (auto const* const id = from.find("id")) {
        auto text = id_of(*id);
        if (!text) return bad("null", "its id is no string or number");
        out.id = std::move(*text);
    }
    auto const id = out.id.empty() ? "null" : out.id;
    auto const* const version = from.find("jsonrpc");
    if (version == nullptr || version->text() == nullptr || *version->text() != "2.0")
        return bad(id, "it does not say \"jsonrpc\":\"2.0\"");
    auto const* const method = from.find("method");
    if (method == nullptr || method->text() == nullptr) return bad(id, "it names no method");
    out.method = *method->text();
    for (auto& each : *from.members())
        if (each.key == "params") out.params = std::move(each.held);
    if (!out.params.is_null() && out.params.members() == nullptr && out.params.values() == nullptr)
        return bad(id, "its params are no object and no list");
    return out;
}

}  // namespace

std::variant<value, json_fault> parse_json(std::string_view text)
{
    builder events;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &events)) return events.fault();
    return events.take();
}

void append_json(std::string& out, value const& what)
{
    if (auto const* const text = what.text()) {
        record::json::append_string(out, *text);
    } else if (auto const* const truth = what.truth()) {
        out += *truth ? "true" : "false";
    } else if (auto const* const whole = what.integer()) {
        record::json::append_integer(out, *whole);
    } else if (auto const number = what.number()) {
        record::json::append_number(out, *number);
    } else if (auto const* const list = what.values()) {
        char before = '[';
        for (auto const& each : *list) {
            out.push_back(std::exchange(before, ','));
            append_json(out, each);
        }
        out += list->empty() ? "[]" : "]";
    } else if (auto const* const members = what.members()) {
        char before = '{';
        for (auto const& each : *members) {
            out.push_back(std::exchange(before, ','));
            record::json::append_string(out, each.key);
            out.push_back(':');
            append_json(out, each.held);
        }
        out += members->empty() ? "{}" : "}";
    } else {
        out += "null";
    }
}

std::string to_json(value const& what)
{
    std::string out;
    append_json(out, what);
    return out;
}

int code_of(exit_code status)
{
    return rpc::first_own - static_cast<int>(status);
}

exit_code status_of(int code)
{
    if (code == rpc::invalid_params) return exit_code::usage;
    for (auto const& row : exit_table)
        if (row.code != exit_code::ok && code_of(row.code) == code) return row.code;
    return exit_code::failed;
}

rpc_fault fault_of(error const& why)
{
    int const code = why.code() == exit_code::usage ? rpc::invalid_params : code_of(why.code());
    return {code, why.what(), why.hint()};
}

received_line parse_line(std::string_view line)
{
    auto parsed = parse_json(line);
    if (auto const* const fault = std::get_if<json_fault>(&parsed)) {
        auto const why =
            fmt::format("cannot understand line: {} at byte {}", fault->why, fault->at);
        return {.is_batch = false, .each = {bad_request{"null", {rpc::parse_error, why}}}};
    }
    auto& read = std::get<value>(parsed);
    auto* const batch = read.values();
    if (batch == nullptr) return {.is_batch = false, .each = {read_request(read)}};
    if (batch->empty()) return {.is_batch = false, .each = {bad("null", "the batch is empty")}};
    received_line out{.is_batch = true, .each = {}};
    for (auto& each : *batch)
        out.each.push_back(read_request(each));
    return out;
}

std::string result_line(std::string_view id, std::string_view result)
{
    return fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, result);
}

std::string fault_line(std::string_view id, rpc_fault const& why)
{
    auto out =
        fmt::format(R"({{"jsonrpc":"2.0","id":{},"error":{{"code":{},"message":)", id, why.code);
    record::json::append_string(out, why.message);
    auto const status = status_of(why.code);
    out += R"(,"data":{"name":)";
    record::json::append_string(out, row_of(status).name);
    if (!why.hint.empty()) {
        out += R"(,"hint":)";
        record::json::append_string(out, why.hint);
    }
    out += "}}}";
    return out;
}

std::string request_line(std::string_view id, std::string_view method, std::string_view params)
{
    auto out = fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":)", id);
    record::json::append_string(out, method);
    out += fmt::format(R"(,"params":{}}})", params);
    return out;
}

std::string notification_line(std::string_view method, std::string_view params)
{
    return fmt::format(R"({{"jsonrpc":"2.0","method":"{}","params":{}}})", method, params);
}

}  // namespace bt::control
