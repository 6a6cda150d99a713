#pragma once

#include <bt/base/export.hpp>
#include <bt/base/load_limits.hpp>
#include <bt/record/update_check.hpp>
#include <bt/torrent/document/document.hpp>

#include <optional>
#include <string>

namespace bt::torrent {

/// What is said where a torrent has its newer versions (BEP 39).
struct update_answer {
    std::string url;  ///< that was asked, info-hash included
    int status = 0;   ///< of HTTP
    /// The torrent that takes its place; nothing if there is none, or it is the same one.
    std::optional<document> newer;
};

/// Asks the update URL of a torrent, once: who wants the newest asks again with what came. Throws
/// error(not_found) for a torrent without one, error(bad_input) for an answer that is no torrent or
/// that the originator of the torrent, where it names one, has not signed, error(network) where no answer came or the server failed, error(timed_out), error(interrupted).
[[nodiscard]] BT_API update_answer
ask_for_update(document const& what, load_limits const& limits = {});

/// What was said of the torrent that came as `input`.
[[nodiscard]] BT_API record::update_check
describe(document const& what, update_answer const& answer, std::string input);

}  // namespace bt::torrent
