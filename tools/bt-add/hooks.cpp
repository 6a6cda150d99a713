#include <bt/record/hook.hpp>
#include <bt/record/render.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-add/downloads.hpp>
#include <filesystem>

/// --exec: what the user's program is told, and when.
namespace bt_add {
namespace {

using bt::exit_code;
namespace event = bt::record::event;

std::string absolute(std::string const& path)
{
    std::error_code reason;
    auto const found = std::filesystem::absolute(path, reason).lexically_normal().string();
    return reason ? path : found;
}

/// The file that an event is about, below the save path.
std::string path_of(bt::session::event const& what)
{
    if (auto const* file = std::get_if<event::file_completed>(&what.what)) return file->path;
    if (auto const* file = std::get_if<event::file_error>(&what.what)) return file->path;
    return {};
}

}  // namespace

bool downloads::is_hooked(std::string_view kind) const
{
    return !given_->exec.empty() && std::ranges::count(given_->exec_on, kind) > 0;
}

bt::record::hook downloads::hook_of(job const& of, std::string_view kind) const
{
    auto const& status = of.status();
    bt::record::hook out;
    out.event = kind;
    out.torrent = status.torrent;
    out.name = of.name();
    out.info_hash_v1 = status.info_hash_v1;
    out.info_hash_v2 = status.info_hash_v2;
    out.save_path = absolute(of.request.save_path);
    out.path = absolute(bt::join_path(of.request.save_path, of.name()));
    out.input = of.input();
    if (!given_->category.empty()) out.category = given_->category;
    if (!given_->session.empty()) out.session = given_->session;
    out.tags = given_->tags;
    if (!of.contents()) return out;
    std::int64_t size = 0;
    for (auto const& file : of.contents()->files) {
        if (file.pad_file || !of.wants(file.index)) continue;
        out.files.push_back(file.path);
        size += file.size;
    }
    out.total_size = size;
    return out;
}

void downloads::run_hook(job& of, bt::record::hook const& about, std::function<void()> then)
{
    auto command = bt::cli::split_words(given_->exec);
    if (!command) return;
    bt::cli::hook_call call{
        .command = std::move(*command),
        .input = bt::record::to_json(about) + "\n",
        .environment =
            {{"BT_EVENT", about.event},
             {"BT_TORRENT", about.torrent},
             {"BT_NAME", about.name.value_or("")},
             {"BT_SAVE_PATH", about.save_path},
             {"BT_PATH", about.path.value_or("")},
             {"BT_CAUSE", about.cause.value_or("")}},
        .timeout = given_->exec_timeout.value};
    hooks_.call(std::move(call), [this, id = of.id(), then](bt::cli::hook_end const& how) {
        if (!how.is_fine()) {
            auto const sentence = end_text(given_->exec, how);
            // Else it is the sentence that its torrent ends with.
            if (find(id) == nullptr) tell_->complain(sentence);
            hook_trouble_.emplace(id, sentence);
        }
        if (then) then();
    });
}

void downloads::hook_event(job& of, bt::session::event const& what)
{
    if (given_->exec.empty()) return;
    auto const kind = bt::session::kind_of(what.what);
    // That of a complete torrent comes when all is compared and written.
    if (kind == event::torrent_finished::kind || !is_hooked(kind)) return;
    auto about = hook_of(of, kind);
    if (auto const path = path_of(what); !path.empty()) {
        bool const is_absolute = path.starts_with('/');
        about.path = is_absolute ? path : absolute(bt::join_path(of.request.save_path, path));
    }
    run_hook(of, about, {});
}

}  // namespace bt_add
