#include "session_options.hpp"

#include <bt/base/error.hpp>

#include <CLI/App.hpp>

#include <utility>

namespace bt::cli {

CLI::Option*
add_session_name(CLI::App& app, std::string& into, void (*check)(std::string_view), std::string doc)
{
    return app.add_option("-S,--session", into, std::move(doc))
        ->type_name("name")
        ->check([check](std::string const& text) {
            try {
                check(text);
                return std::string{};
            } catch (error const& e) {
                return std::string{e.what()};
            }
        })
        ->group("Session");
}

CLI::Option* add_state_dir(CLI::App& app, std::string& into)
{
    return app
        .add_option(
            "--state-dir", into, "Where sessions are kept; $XDG_STATE_HOME/bt-tools by default.")
        ->type_name("dir")
        ->group("Session");
}

CLI::Option* declare_session(
    CLI::App& app, session_options& into, void (*check)(std::string_view), session_words words)
{
    auto* const session = add_session_name(app, into.session, check, std::move(words.session));
    add_state_dir(app, into.state_dir)->needs(session);
    app.add_option(
           "--control",
           into.control,
           "Take requests of bt-ctl(1) on this Unix socket, which a named session has one of "
           "without it.")
        ->type_name("socket")
        ->group("Session");
    app.add_option("--category", into.category, "Put new torrents into this category.")
        ->type_name("name")
        ->needs(session)
        ->group("Session");
    app.add_option("--tag", into.tags, "Give new torrents this tag; repeat for more.")
        ->type_name("name")
        ->allow_extra_args(false)
        ->needs(session)
        ->group("Session");
    auto* const interval =
        add_duration(app, "--save-interval", into.save_interval, std::move(words.save_interval))
            ->default_str("30s")
            ->group("Session");
    if (!words.saves_always) interval->needs(session);
    return session;
}

}  // namespace bt::cli
