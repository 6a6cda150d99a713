#pragma once

#include <archive.h>
#include <archive_entry.h>

namespace bt_add {

/// The functions of libarchive that are used, found when an archive is made: it brings libxml2 and
/// ICU, which are 40 MiB of addresses and a quarter of the start of a tool that mostly makes none.
struct archive_library {
    decltype(&archive_write_new) write_new = nullptr;
    decltype(&archive_write_free) write_free = nullptr;
    decltype(&archive_write_set_format_pax_restricted) write_set_format_pax_restricted = nullptr;
    decltype(&archive_write_set_bytes_per_block) write_set_bytes_per_block = nullptr;
    decltype(&archive_write_open) write_open = nullptr;
    decltype(&archive_write_header) write_header = nullptr;
    decltype(&archive_write_data) write_data = nullptr;
    decltype(&archive_write_close) write_close = nullptr;
    decltype(&archive_error_string) error_string = nullptr;
    decltype(&archive_entry_new) entry_new = nullptr;
    decltype(&archive_entry_free) entry_free = nullptr;
    decltype(&archive_entry_set_pathname) entry_set_pathname = nullptr;
    decltype(&archive_entry_set_mtime) entry_set_mtime = nullptr;
    decltype(&archive_entry_set_perm) entry_set_perm = nullptr;
    decltype(&archive_entry_set_filetype) entry_set_filetype = nullptr;
    decltype(&archive_entry_set_symlink) entry_set_symlink = nullptr;
    decltype(&archive_entry_set_size) entry_set_size = nullptr;
};

/// Loads libarchive at the first call and keeps it. Throws error(failed) if it is not installed.
[[nodiscard]] archive_library const& libarchive();

}  // namespace bt_add
