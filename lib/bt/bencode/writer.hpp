#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace bt::bencode {

/// Appends bencoding (BEP 3) to text of its own. Whoever writes a dictionary gives its keys in
/// byte order.
class BT_API writer {
public:
    writer& string(std::string_view bytes);
    writer& integer(std::int64_t value);
    writer& list();        ///< until end()
    writer& dictionary();  ///< until end(); keys are strings, each before its value
    writer& end();
    writer& raw(std::string_view bencoded);

    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

}  // namespace bt::bencode
