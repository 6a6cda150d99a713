#pragma once

#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace bt::cli {

/// Tells how far the hashing of one torrent's data is: the progress line, records with --json,
/// and a line at once for SIGUSR1.
class hash_teller {
public:
    /// The interrupt is optional: without one nobody asks for a line.
    hash_teller(std::string name, teller& tell, interrupt* asks);

    /// `total` is 0 where nobody knows.
    void show(std::int64_t done, std::int64_t total);

private:
    using clock = std::chrono::steady_clock;

    std::string name_;
    teller* tell_;
    interrupt* asks_;
    clock::time_point start_ = clock::now();
    clock::time_point told_ = start_;
};

}  // namespace bt::cli
