#pragma once

#include <bt/base/export.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/operations.hpp>
#include <libtorrent/units.hpp>

#include <type_traits>

namespace bt::disk {

/// What no errno says.
enum class fault {
    changed = 1,  ///< somebody else wrote to the file since its pieces were checked
    clash,        ///< two files of one torrent would be one on disk
    not_a_file    ///< a folder, a device or a pipe is where the file should be
};

[[nodiscard]] BT_API lt::error_code make_error_code(fault what);

/// An errno as libtorrent reports it.
[[nodiscard]] lt::storage_error failed(int number, lt::file_index_t file, lt::operation_t doing);
[[nodiscard]] lt::storage_error failed(fault what, lt::file_index_t file, lt::operation_t doing);
/// The file ends before the piece does: libtorrent skips the rest of it in a check.
[[nodiscard]] lt::storage_error too_short(lt::file_index_t file, lt::operation_t doing);
/// A job that was not done, and about which libtorrent says nothing.
[[nodiscard]] lt::storage_error given_up();

}  // namespace bt::disk

namespace boost::system {

template <>
struct is_error_code_enum<bt::disk::fault> : std::true_type {
};

}  // namespace boost::system
