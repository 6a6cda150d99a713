// Preloaded into every program of the tests that are run by ctest, copies the JSON Lines of our
// tools to files of the process in the folder $BT_RECORD_TAP, wherever they go: standard output
// from the first line on if that begins with {"kind":, and of other descriptors each write that
// is whole lines like that. tests/support/records.py reads them. Nothing else of the project is
// linked to it; other programs than ours pass through.

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view mark = R"({"kind":)";
constexpr int out_of_the_way = 300;  // tests count descriptors, and close some

bool is_ours()
{
    std::array<char, PATH_MAX> path{};
    auto const length = ::readlink("/proc/self/exe", path.data(), path.size());
    if (length <= 0) return false;
    std::string_view const whole{path.data(), static_cast<std::size_t>(length)};
    return whole.substr(whole.rfind('/') + 1).starts_with("bt-");
}

/// Empty where nothing is to be copied.
std::string const& folder()
{
    static std::string const where = [] {
        auto const* const given = std::getenv("BT_RECORD_TAP");
        return given != nullptr && is_ours() ? std::string{given} : std::string{};
    }();
    return where;
}

using write_function = ssize_t(int, void const*, std::size_t);

write_function* real_write()
{
    static auto* const found = reinterpret_cast<write_function*>(::dlsym(RTLD_NEXT, "write"));
    return found;
}

/// Opened anew for each write: the tool's own descriptors keep their numbers.
void copy(int fd, void const* data, std::size_t size)
{
    auto const file =
        folder() + "/" + std::to_string(::getpid()) + "." + std::to_string(fd) + ".jsonl";
    int const low = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (low < 0) return;
    int const high = ::fcntl(low, F_DUPFD_CLOEXEC, out_of_the_way);
    ::close(low);
    if (high < 0) return;
    (void)!real_write()(high, data, size);
    ::close(high);
}

}  // namespace

// What was not written for an error is no line of anybody's.
extern "C" __attribute__((visibility("default"))) ssize_t
write(int fd, void const* data, std::size_t size)
{
    static bool out_has_lines = false;
    auto const written = real_write()(fd, data, size);
    if (written <= 0) return written;
    auto const before = errno;
    std::string_view const bytes{static_cast<char const*>(data), static_cast<std::size_t>(written)};
    bool const begins = bytes.starts_with(mark) && !folder().empty();
    if (fd == STDOUT_FILENO) out_has_lines = out_has_lines || begins;
    bool const is_taken = fd == STDOUT_FILENO ? out_has_lines : begins && bytes.back() == '\n';
    if (is_taken) copy(fd, data, bytes.size());
    errno = before;
    return written;
}
