#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/document/document.hpp>

#include <string_view>

namespace bt::torrent {

/// The certificate (X.509, DER) of whoever alone may make a torrent that takes the place of this
/// one (BEP 39); empty if it names nobody. A view of the document.
[[nodiscard]] BT_API std::string_view originator_of(document const& what);

/// Whether one of its signatures (BEP 35: RSA with SHA-1, or with SHA-256, over the info
/// dictionary) is of the key in this certificate. Who made the certificate, and how long it is to
/// be used, is not looked at: it is the very one that the older torrent has.
[[nodiscard]] BT_API bool is_signed_by(document const& what, std::string_view certificate);

}  // namespace bt::torrent
