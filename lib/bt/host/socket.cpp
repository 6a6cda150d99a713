#include "socket.hpp"

#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/state/dirs.hpp>

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

namespace bt::host {
namespace {

bool is_usual(std::string const& state_dir)
{
    if (state_dir.empty()) return true;
    namespace fs = std::filesystem;
    try {
        auto const usual = fs::path{state::state_dir({})};
        return fs::absolute(state_dir).lexically_normal() == usual.lexically_normal();
    } catch (error const&) {
        return false;  // nobody says where that would be
    }
}

bool is_answered(std::string const& path)
{
    try {
        control::client const tried{path};
        return true;
    } catch (error const&) {
        return false;
    }
}

}  // namespace

std::string socket_path(std::string const& state_dir, std::string const& session)
{
    auto const folder = state::session_folder(state::state_dir(state_dir), session);
    auto const shared = is_usual(state_dir) ? state::runtime_dir(folder) : folder;
    // Other programs may go to another folder than this one.
    auto const absolute = std::filesystem::absolute(shared).lexically_normal().string();
    return join_path(absolute, shared == folder ? "control.sock" : fmt::format("{}.sock", session));
}

std::string open_or_find_host(
    std::string const& state_dir, std::string const& session, std::function<void()> const& open)
{
    constexpr std::chrono::seconds a_moment{5};
    constexpr std::chrono::milliseconds pause{50};
    auto const until = std::chrono::steady_clock::now() + a_moment;
    for (;;) {
        try {
            open();
            return {};
        } catch (error const& e) {
            if (e.code() != exit_code::busy) throw;
            auto path = socket_path(state_dir, session);
            if (is_answered(path)) return path;
            if (std::chrono::steady_clock::now() >= until) throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

std::unique_ptr<control::listener> open_socket(socket_request what)
{
    if (what.inherited) return std::make_unique<control::listener>(std::move(what.inherited));
    if (!what.path.empty()) return std::make_unique<control::listener>(what.path);
    if (what.session.empty()) return nullptr;
    auto const path = socket_path(what.state_dir, what.session);
    state::make_private_folder(std::filesystem::path{path}.parent_path());
    return std::make_unique<control::listener>(path);
}

}  // namespace bt::host
