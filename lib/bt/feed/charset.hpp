#pragma once

#include <bt/base/export.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bt::feed {

/// A document in UTF-8, or why it cannot be had in it.
struct decoded {
    std::string text;
    std::string trouble;  ///< the end of a sentence; empty if there is none
};

/// The text of an XML document (RFC 7303): its byte order mark says how it is encoded, else the
/// charset of its media type if the bytes are of that, else its own declaration, else it is UTF-8.
/// Bytes that are not of the encoding are refused, and so are encodings but those of a table.
[[nodiscard]] BT_API decoded decode_xml(std::string bytes, std::string_view content_type);

/// "iso-8859-1" of "text/xml; charset=\"ISO-8859-1\""; empty without one.
[[nodiscard]] BT_API std::string charset_of(std::string_view content_type);

/// The encoding that <?xml ... encoding="..."?> declares, in lower case; empty without one.
[[nodiscard]] BT_API std::string declared_encoding(std::string_view bytes);

}  // namespace bt::feed
