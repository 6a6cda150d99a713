#pragma once

#include <bt/base/export.hpp>

#include <string>

namespace bt::torrent {

/// The text of a certificate file (X.509 in PEM), for a torrent whose peers talk TLS. Throws
/// error(bad_input) if it cannot be read or is none.
[[nodiscard]] BT_API std::string read_certificate(std::string const& path);

}  // namespace bt::torrent
