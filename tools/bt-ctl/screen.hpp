#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace bt_ctl {

struct extent {
    std::size_t columns = 80;
    std::size_t rows = 24;
};

/// The whole terminal of the process, until it ends: another screen, no cursor, every key at once.
/// What was there comes back on every way out: when this goes, when a signal asks for the end (at
/// once, on the thread that waits for signals), and on signals that kill. There is one at most.
class screen {
public:
    /// Throws error(usage) if standard input and output are no terminal.
    screen();
    ~screen();
    screen(screen const&) = delete;
    screen& operator=(screen const&) = delete;
    screen(screen&&) = delete;
    screen& operator=(screen&&) = delete;

    /// Gives the terminal back; safe from any thread and from signal handlers.
    static void leave() noexcept;
    /// Stops the process as ^Z does, and comes back with what it had.
    void suspend();

    [[nodiscard]] extent size() const;
    /// Lines from the top; those beyond the end are left out, missing ones are empty. Throws
    /// error(no_output) if the terminal has gone.
    void draw(std::vector<std::string> const& lines);
    /// What was typed; empty if nothing was. Throws error(no_output) at its end.
    [[nodiscard]] std::string typed();

private:
    static void enter();
};

}  // namespace bt_ctl
