#include "screen.hpp"

#include <bt/base/error.hpp>

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace bt_ctl {
namespace {

// ECMA-48 and xterm: another screen, its cursor hidden; and back.
constexpr std::string_view into{"\x1b[?1049h\x1b[?25l\x1b[2J"};
constexpr std::string_view back{"\x1b[0m\x1b[?25h\x1b[?1049l"};

constexpr std::array deadly{SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

termios before{};
std::atomic<bool> has_terminal = false;

void on_deadly(int number)
{
    screen::leave();
    // The action is the usual one again.
    ::raise(number);
}

void on_resize(int) {}

void handle(int number, void (*with)(int), int flags)
{
    struct sigaction how {};
    how.sa_handler = with;
    how.sa_flags = flags;
    sigemptyset(&how.sa_mask);
    ::sigaction(number, &how, nullptr);
}

void write_all(std::string_view text)
{
    while (!text.empty()) {
        auto const sent = ::write(STDOUT_FILENO, text.data(), text.size());
        if (sent > 0) {
            text.remove_prefix(static_cast<std::size_t>(sent));
        } else if (sent < 0 && errno != EINTR && errno != EAGAIN) {
            bt::fail_errno(bt::exit_code::no_output, "write to", "the terminal");
        }
    }
}

}  // namespace

screen::screen()
{
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1)
        throw bt::error{
            bt::exit_code::usage, "cannot show top: it needs a terminal", "bt-ctl list does not"};
    if (::tcgetattr(STDIN_FILENO, &before) != 0)
        bt::fail_errno(bt::exit_code::usage, "read the settings of", "the terminal");
    for (int const each : deadly)
        handle(each, on_deadly, static_cast<int>(SA_RESETHAND) | SA_NODEFER);
    handle(SIGWINCH, on_resize, 0);  // it only has to end a wait
    enter();
}

screen::~screen()
{
    leave();
}

void screen::enter()
{
    auto raw = before;
    raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | IXON | ISTRIP | INLCR);
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
    // ^C asks for the end; ^Z and ^\ are keys, so that the terminal is given back first.
    raw.c_cc[VSUSP] = _POSIX_VDISABLE;
    raw.c_cc[VQUIT] = _POSIX_VDISABLE;
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    has_terminal = true;
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    write_all(into);
}

void screen::leave() noexcept
{
    if (!has_terminal.exchange(false)) return;
    // Whoever started this in the background would have it stopped by these.
    (void)::write(STDOUT_FILENO, back.data(), back.size());
    (void)::tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

void screen::suspend()
{
    leave();
    ::raise(SIGTSTP);
    enter();
}

extent screen::size() const
{
    winsize told{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &told) != 0 || told.ws_col == 0 || told.ws_row == 0)
        return {};
    return {told.ws_col, told.ws_row};
}

void screen::draw(std::vector<std::string> const& lines)
{
    auto const rows = size().rows;
    std::string out{"\x1b[H"};
    for (std::size_t at = 0; at < rows; ++at) {
        if (at > 0) out += "\r\n";
        if (at < lines.size()) out += lines[at];
        out += "\x1b[0m\x1b[K";
    }
    // A signal may have given the terminal back meanwhile.
    if (has_terminal) write_all(out);
}

std::string screen::typed()
{
    std::array<char, 256> piece{};
    auto const got = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (got > 0) return {piece.data(), static_cast<std::size_t>(got)};
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return {};
    if (got < 0) bt::fail_errno(bt::exit_code::no_output, "read from", "the terminal");
    return {};
}

}  // namespace bt_ctl
