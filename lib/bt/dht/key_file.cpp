#include "key_file.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace bt::dht {
namespace {

/// PEM with comments around it takes some hundred bytes.
constexpr std::size_t most_bytes = 16 * 1024;

/// Into one buffer that never grows, so that no copy is left where it was.
secret_text read_secret(int fd, std::string_view name)
{
    std::string held(most_bytes + 1, '\0');
    std::size_t filled = 0;
    int reason = 0;
    while (filled < held.size()) {
        auto const got = ::read(fd, held.data() + filled, held.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) reason = errno;
        if (got <= 0) break;
        filled += static_cast<std::size_t>(got);
    }
    held.resize(filled);
    secret_text text{std::move(held)};
    if (reason != 0)
        fail(exit_code::config, "read key", name, std::error_code{reason, std::generic_category()});
    if (filled > most_bytes) fail(exit_code::config, "read key", name, "it is too large for a key");
    return text;
}

secret_text read_secret_file(std::string const& path)
{
    unique_fd const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    if (!file) fail_errno(exit_code::config, "read key", path);
    struct stat facts {};
    // A pipe is nobody's to open but those who have it.
    if (::fstat(file.get(), &facts) == 0 && S_ISREG(facts.st_mode)
        && (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        fail(
            exit_code::config,
            "use key",
            path,
            "others may read or change it; chmod 600 ends that");
    return read_secret(file.get(), path);
}

secret_text read_from(std::string const& from)
{
    if (from == "-") return read_secret(STDIN_FILENO, "standard input");
    if (!from.starts_with("fd:")) return read_secret_file(from);
    auto const fd = parse_integer(std::string_view{from}.substr(3), 0, 1 << 20);
    if (!fd) fail(exit_code::config, "read key", from, "not a descriptor");
    return read_secret(static_cast<int>(*fd), from);
}

}  // namespace

void check_key_name(std::string_view name)
{
    if (!looks_like_key(name)) return;
    throw error{
        exit_code::usage,
        "cannot take a key as an argument, where every user of the machine sees it",
        "name a file that holds it, or give it on standard input (-)"};
}

secret_key read_key(std::string const& from)
{
    check_key_name(from);
    hide_memory();
    return parse_key(read_from(from), from == "-" ? "on standard input" : from);
}

void write_key(std::string const& path, secret_key const& key, bool replace)
{
    write_atomically(path, to_file_text(key).view(), {.replace = replace, .mode = 0600});
}

}  // namespace bt::dht
