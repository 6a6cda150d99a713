#include "archive_library.hpp"

#include <bt/base/loaded_library.hpp>

namespace bt_add {
namespace {

archive_library load()
{
    bt::loaded_library const from{
        {.file = "libarchive.so.13",
         .needed = "which --tar needs (Debian's package libarchive13)",
         .code = bt::exit_code::failed}};
    archive_library out;
    from.find("archive_write_new", out.write_new);
    from.find("archive_write_free", out.write_free);
    from.find("archive_write_set_format_pax_restricted", out.write_set_format_pax_restricted);
    from.find("archive_write_set_bytes_per_block", out.write_set_bytes_per_block);
    from.find("archive_write_open", out.write_open);
    from.find("archive_write_header", out.write_header);
    from.find("archive_write_data", out.write_data);
    from.find("archive_write_close", out.write_close);
    from.find("archive_error_string", out.error_string);
    from.find("archive_entry_new", out.entry_new);
    from.find("archive_entry_free", out.entry_free);
    from.find("archive_entry_set_pathname", out.entry_set_pathname);
    from.find("archive_entry_set_mtime", out.entry_set_mtime);
    from.find("archive_entry_set_perm", out.entry_set_perm);
    from.find("archive_entry_set_filetype", out.entry_set_filetype);
    from.find("archive_entry_set_symlink", out.entry_set_symlink);
    from.find("archive_entry_set_size", out.entry_set_size);
    return out;
}

}  // namespace

archive_library const& libarchive()
{
    static auto const library = load();
    return library;
}

}  // namespace bt_add
