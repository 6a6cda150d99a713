#include "address.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <filesystem>

namespace bt::control {

socket_address::socket_address(std::string const& path)
{
    address_.sun_family = AF_UNIX;
    auto reached = path;
    if (reached.size() >= sizeof address_.sun_path) {
        std::filesystem::path const whole{path};
        auto const folder = whole.has_parent_path() ? whole.parent_path().string() : ".";
        folder_ = unique_fd{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
        if (!folder_) fail_errno(exit_code::not_found, "find socket", path);
        reached = fmt::format("/proc/self/fd/{}/{}", folder_.get(), whole.filename().string());
    }
    if (reached.size() >= sizeof address_.sun_path)
        fail(exit_code::usage, "use socket", path, std::string_view{"its name is too long"});
    std::ranges::copy(reached, static_cast<char*>(address_.sun_path));
}

}  // namespace bt::control
