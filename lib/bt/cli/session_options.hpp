#pragma once

#include <bt/cli/convert.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bt::cli {

/// What tools that can host a named session are told of it.
struct session_options {
    std::string session;
    std::string state_dir;
    std::string control;
    std::string category;
    std::vector<std::string> tags;
    duration save_interval{std::chrono::seconds{30}};
};

struct session_words {
    std::string session;        ///< what --session does
    std::string save_interval;  ///< what is saved that often
    /// Whether something is saved without a session, too.
    bool saves_always = false;
};

/// -S and --session; `check` throws what is wrong with a name (state/dirs.hpp).
CLI::Option* add_session_name(
    CLI::App& app, std::string& into, void (*check)(std::string_view), std::string doc);
CLI::Option* add_state_dir(CLI::App& app, std::string& into);

/// --session and all that goes with one; `check` as before.
CLI::Option* declare_session(
    CLI::App& app, session_options& into, void (*check)(std::string_view), session_words words);

}  // namespace bt::cli
