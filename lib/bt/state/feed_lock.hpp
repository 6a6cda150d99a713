#pragma once

#include <bt/base/file.hpp>

#include <cstdint>
#include <string>

namespace bt::state {

/// The file beside a database of feeds whose bytes are locked: the first while it is opened or
/// made, one further on for each feed. It stays where it is.
[[nodiscard]] unique_fd open_lock_file(std::string const& database);

/// Waits for the first byte; the descriptor holds it until it is closed. Throws error(io).
void lock_opening(unique_fd const& file, std::string const& database);

}  // namespace bt::state
