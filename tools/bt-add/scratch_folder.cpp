#include "scratch_folder.hpp"

#include <bt/base/error.hpp>

#include <stdlib.h>

#include <filesystem>
#include <system_error>

namespace bt_add {

scratch_folder::scratch_folder()
{
    std::error_code reason;
    auto const below = std::filesystem::temp_directory_path(reason);
    path_ = (reason ? std::filesystem::path{"/tmp"} : below) / "bt-add.XXXXXX";
    if (::mkdtemp(path_.data()) == nullptr) bt::fail_errno(bt::exit_code::io, "make folder", path_);
}

scratch_folder::~scratch_folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace bt_add
