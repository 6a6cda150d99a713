#pragma once

#include <bt/record/file.hpp>

#include <bt-add/paced_output.hpp>
#include <cstdint>
#include <functional>
#include <memory>

namespace bt_add {

/// How files become one stream.
class stream_form {
public:
    virtual ~stream_form() = default;
    /// The next file; `size` bytes of it follow.
    virtual void begin(bt::record::file const& file, std::int64_t size) = 0;
    virtual void data(chunk const& bytes) = 0;
    virtual void finish() = 0;
};

using chunk_sink = std::function<void(chunk)>;

/// Content alone, one file after the other.
[[nodiscard]] std::unique_ptr<stream_form> plain_form(chunk_sink to);

/// A pax archive. `mtime` is for files that the torrent has no time of. Throws error(failed) where
/// libarchive cannot.
[[nodiscard]] std::unique_ptr<stream_form> tar_form(chunk_sink to, std::int64_t mtime);

}  // namespace bt_add
