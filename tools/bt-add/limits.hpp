#pragma once

#include <bt/base/exit_code.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace bt_add {

/// Limits on the phases of one download; zero is none.
struct limits {
    std::chrono::milliseconds metadata{0};  ///< until the info dictionary is there
    std::chrono::milliseconds peer{0};      ///< until the first peer is connected
    std::chrono::milliseconds stall{0};     ///< without a byte of content
    std::chrono::milliseconds deadline{0};  ///< for everything
};

/// How far a download is; times are since the start of the run.
struct standing {
    std::chrono::milliseconds now{0};
    std::chrono::milliseconds last_progress{0};  ///< content came, or a phase ended
    bool has_metadata = false;
    bool ever_had_peer = false;
    bool is_checking = false;
};

struct limit_row {
    std::string_view reason;  ///< the summary's word
    bt::exit_code code;
    std::string_view sentence;
};

/// The limit that has passed, if one has.
[[nodiscard]] std::optional<limit_row> limit_passed(limits const& given, standing const& at);

}  // namespace bt_add
