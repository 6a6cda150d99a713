#include "loaded_library.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <dlfcn.h>

namespace bt {

loaded_library::loaded_library(library_request const& how)
    : how_{how}  // Its threads may outlive whoever asked.
    , handle_{::dlopen(how.file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE)}
{
    if (handle_ != nullptr) return;
    auto const* const why = ::dlerror();
    refuse(why != nullptr ? why : "unknown reason");
}

void loaded_library::refuse(std::string_view why) const
{
    throw error{how_.code, fmt::format("cannot load {}, {}: {}", how_.file, how_.needed, why)};
}

void* loaded_library::symbol(char const* name) const
{
    auto* const found = ::dlsym(handle_, name);
    if (found == nullptr) refuse(fmt::format("it lacks {}", name));
    return found;
}

}  // namespace bt
