#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <array>
#include <bt-ctl/context.hpp>

/// bt-ctl remove: what cannot be taken back is asked about.
namespace bt_ctl {
namespace {

/// What would be lost; empty if nothing that was not named would.
std::string_view lost_by(options const& given)
{
    if (given.has("--delete-files")) return "delete the files of these torrents";
    if (given.has("--all") && given.arguments.empty()) return "remove all torrents";
    return {};
}

bool says_yes(context& on, std::string_view what)
{
    on.streams().err << fmt::format("bt-ctl: {}? [y/N] ", what) << std::flush;
    std::array<char, 256> typed{};
    auto const got = ::read(STDIN_FILENO, typed.data(), typed.size());
    return got > 0 && (typed[0] == 'y' || typed[0] == 'Y');
}

}  // namespace

bt::exit_code run_remove(context& on)
{
    auto const loss = lost_by(on.given());
    if (loss.empty() || on.given().has("--force")) return run_calls(on);
    (void)on.session();  // before anything is asked
    bool const can_ask = ::isatty(STDIN_FILENO) == 1 && on.streams().err_is_terminal;
    if (!can_ask)
        throw bt::error{
            bt::exit_code::refused,
            fmt::format("cannot {} without being sure", loss),
            "--force says so"};
    if (says_yes(on, loss)) return run_calls(on);
    throw bt::error{bt::exit_code::refused, "nothing was removed"};
}

}  // namespace bt_ctl
