#pragma once

#include <bt/control/value.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a method takes, as a table: requests are checked by it, and the protocol's manual and the
/// manual of bt-ctl are written from it.
namespace bt::control {

enum class kind { text, integer, number, flag, texts, integers, object, list, any };

enum class need { optional, required };

struct parameter {
    std::string_view name;
    kind is = kind::text;
    std::string_view doc;
    need needed = need::optional;
    /// Of numbers, and of each in a list of them.
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    /// "one|other": the only texts that are taken; empty for any.
    std::string_view words = {};
};

struct method_row {
    std::string_view name;
    std::string_view doc;
    std::vector<parameter> params;
    std::string_view result;          ///< what comes back, for the manual
    std::string_view example = "{}";  ///< params that work; $TORRENT stands for a torrent's key
    /// Beside invalid_params: statuses by name, with what each means here, ';' between.
    std::string_view errors = {};
    /// The test of tests/cli/control that shows it.
    std::string_view shown_by = {};
};

/// The checked params of a call. Asking for what has another kind in the table is a mistake of the
/// program, and gives what is absent.
class arguments {
public:
    explicit arguments(value given)
        : given_{std::move(given)}
    {
    }

    [[nodiscard]] bool has(std::string_view name) const { return given_.find(name) != nullptr; }
    [[nodiscard]] value const* find(std::string_view name) const { return given_.find(name); }
    /// Empty if it is absent.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    [[nodiscard]] std::optional<double> number(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name, bool otherwise = false) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const;

private:
    value given_;
};

/// The params of a request for this method: an object, or a list in the table's order. Throws
/// error(usage) with what is unknown, missing, of another kind or out of range.
[[nodiscard]] arguments check_params(method_row const& row, value given);

/// "text", "list of whole numbers", for people.
[[nodiscard]] std::string_view word_of(kind is);

}  // namespace bt::control
