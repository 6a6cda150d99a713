#include "console.hpp"

#include <bt/base/text.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace bt::cli {

io describe_terminals(std::ostream& out, std::ostream& err)
{
    return {
        .out = out,
        .err = err,
        .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
        .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
        .columns = terminal_columns()};
}

int terminal_columns()
{
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

int terminal_rows()
{
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) return 24;
    return size.ws_row;
}

bool wants_color(std::string_view choice, bool is_terminal)
{
    if (choice != "auto") return choice == "always";
    auto const* none = std::getenv("NO_COLOR");
    auto const* term = std::getenv("TERM");
    bool const dumb = term != nullptr && std::string_view{term} == "dumb";
    return is_terminal && !dumb && (none == nullptr || *none == '\0');
}

std::string fit(std::string_view utf8, std::size_t columns)
{
    if (columns_of(utf8) <= columns) return std::string{utf8};
    std::string out;
    std::size_t used = 0;
    while (!utf8.empty()) {
        auto const step = utf8.substr(0, next_utf8(utf8).length);
        auto const width = columns_of(step);
        if (used + width + 1 > columns) break;
        used += width;
        out += step;
        utf8.remove_prefix(step.size());
    }
    return out + "…";
}

}  // namespace bt::cli
