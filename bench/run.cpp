// usage: bench-run COMMAND...
// Runs a command and prints its seconds and its peak of memory in KiB on standard output; the
// command's own output goes nowhere. A small program, because a child's peak begins with that of
// whoever started it.
#include <fmt/format.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

int main(int argc, char** argv)
{
    if (argc < 2) return 2;
    auto const start = std::chrono::steady_clock::now();
    auto const child = ::fork();
    if (child == 0) {
        auto const nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, 1);
        ::dup2(nowhere, 2);
        ::execvp(argv[1], argv + 1);
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || ::wait4(child, &status, 0, &usage) != child) return 1;
    std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - start;
    fmt::print("{:.5f} {}\n", spent.count(), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
