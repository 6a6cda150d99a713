#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bt::net {

struct place {
    std::optional<std::string> country;  ///< two letters, as ISO 3166 has it
    std::optional<std::int64_t> asn;     ///< number of the autonomous system
    std::optional<std::string> as_name;  ///< who has it
};

/// Where addresses are, by databases in MaxMind's format. Safe from any thread.
class BT_API geography {
public:
    /// Throws error(bad_input) for a file that cannot be opened, error(config) for one that is no
    /// database, or without libmaxminddb.
    explicit geography(std::vector<std::string> const& files);
    ~geography();
    geography(geography const&) = delete;
    geography& operator=(geography const&) = delete;
    geography(geography&&) = delete;
    geography& operator=(geography&&) = delete;

    /// Of an address in digits. Each part by the first database that has it.
    [[nodiscard]] place find(std::string const& digits) const;

private:
    struct database;
    std::vector<std::unique_ptr<database>> databases_;
};

}  // namespace bt::net
