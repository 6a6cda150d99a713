#include "archive_library.hpp"

#include <bt/base/error.hpp>

#include <dlfcn.h>

#include <string>

namespace bt_add {
namespace {

[[noreturn]] void refuse(std::string const& why)
{
    throw bt::error{
        bt::exit_code::failed,
        "cannot load libarchive.so.13, which --tar needs (Debian's package libarchive13): " + why};
}

template <class Function>
void find(void* from, char const* name, Function& into)
{
    into = reinterpret_cast<Function>(::dlsym(from, name));
    if (into == nullptr) refuse(std::string{"it lacks "} + name);
}

archive_library load()
{
    auto* const from = ::dlopen("libarchive.so.13", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (from == nullptr) {
        auto const* const why = ::dlerror();
        refuse(why != nullptr ? why : "unknown reason");
    }
    archive_library out;
    find(from, "archive_write_new", out.write_new);
    find(from, "archive_write_free", out.write_free);
    find(from, "archive_write_set_format_pax_restricted", out.write_set_format_pax_restricted);
    find(from, "archive_write_set_bytes_per_block", out.write_set_bytes_per_block);
    find(from, "archive_write_open", out.write_open);
    find(from, "archive_write_header", out.write_header);
    find(from, "archive_write_data", out.write_data);
    find(from, "archive_write_close", out.write_close);
    find(from, "archive_error_string", out.error_string);
    find(from, "archive_entry_new", out.entry_new);
    find(from, "archive_entry_free", out.entry_free);
    find(from, "archive_entry_set_pathname", out.entry_set_pathname);
    find(from, "archive_entry_set_mtime", out.entry_set_mtime);
    find(from, "archive_entry_set_perm", out.entry_set_perm);
    find(from, "archive_entry_set_filetype", out.entry_set_filetype);
    find(from, "archive_entry_set_symlink", out.entry_set_symlink);
    find(from, "archive_entry_set_size", out.entry_set_size);
    return out;
}

}  // namespace

archive_library const& libarchive()
{
    static auto const library = load();
    return library;
}

}  // namespace bt_add
