#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/session/torrent_files.hpp>
#include <bt/session/torrent_lists.hpp>

#include <chrono>
#include <utility>

/// The files of a torrent: which are wanted, and where they lie.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;
namespace event = record::event;

constexpr std::chrono::hours a_day{24};
constexpr std::chrono::seconds a_minute{60};

/// The event that ends a change of priorities, which then can be read back.
outcome change_priorities(call& c, session::torrent_id id, std::function<void()> change)
{
    auto& of = c.of;
    return begin(
        c,
        {.on_event = [id](session::event const& what) -> std::optional<std::string> {
             auto const* const done = std::get_if<event::file_prio>(&what.what);
             if (done == nullptr || what.torrent != id) return std::nullopt;
             if (done->error_message)
                 fail(exit_code::io, "prioritise files of", "the torrent", *done->error_message);
             return "{}";
         },
         .within = c.timeout(a_minute),
         .kinds = {"file_prio"},
         .start =
             [&of, id, change = std::move(change)] {
                 change();
                 of.changed(id);
             }});
}

outcome set_file_priority(call& c)
{
    auto const id = c.torrent();
    return change_priorities(
        c, id, [&on = c.on, id, file = *c.small("file"), level = *c.small("priority")] {
            session::set_file_priority(on, id, file, level);
        });
}

outcome set_file_priorities(call& c)
{
    auto const id = c.torrent();
    std::vector<int> levels;
    for (auto const each : c.given.integers("priorities"))
        levels.push_back(static_cast<int>(each));
    return change_priorities(c, id, [&on = c.on, id, levels = std::move(levels)] {
        session::set_file_priorities(on, id, levels);
    });
}

session::move_mode mode_of(std::string_view word)
{
    if (word == "fail_if_exist") return session::move_mode::fail_if_exist;
    if (word == "dont_replace") return session::move_mode::dont_replace;
    return session::move_mode::always_replace_files;
}

outcome move_storage(call& c)
{
    auto const id = c.torrent();
    auto& on = c.on;
    return begin(
        c,
        {.on_event = [id](session::event const& what) -> std::optional<std::string> {
             if (what.torrent != id) return std::nullopt;
             if (auto const* const why = std::get_if<event::storage_moved_failed>(&what.what))
                 fail(
                     exit_code::io,
                     "move",
                     why->path.empty() ? what.where.torrent.value_or("it") : why->path,
                     why->error_message.value_or("it failed"));
             auto const* const moved = std::get_if<event::storage_moved>(&what.what);
             if (moved == nullptr) return std::nullopt;
             return result{}.add("save_path", moved->save_path).text();
         },
         .within = c.timeout(a_day),
         .kinds = {"storage_moved", "storage_moved_failed"},
         .start =
             [&on, id, path = c.given.text("save_path"), how = mode_of(c.given.text("mode"))] {
                 session::move_storage(on, id, path, how);
             }});
}

outcome rename_file(call& c)
{
    auto const id = c.torrent();
    auto const file = *c.small("file");
    auto& on = c.on;
    return begin(
        c,
        {.on_event = [id, file](session::event const& what) -> std::optional<std::string> {
             if (what.torrent != id) return std::nullopt;
             auto const* const why = std::get_if<event::file_rename_failed>(&what.what);
             if (why != nullptr && why->file == file)
                 fail(
                     exit_code::io,
                     "rename file",
                     std::to_string(file),
                     why->error_message.value_or("it failed"));
             auto const* const done = std::get_if<event::file_renamed>(&what.what);
             if (done == nullptr || done->file != file) return std::nullopt;
             return result{}.add("new_name", done->new_name).add("old_name", done->old_name).text();
         },
         .within = c.timeout(a_minute),
         .kinds = {"file_renamed", "file_rename_failed"},
         .start =
             [&on, id, file, name = c.given.text("new_name")] {
                 session::rename_file(on, id, file, name);
             }});
}

outcome flush_cache(call& c)
{
    auto const id = c.torrent();
    auto& on = c.on;
    return begin(
        c,
        {.on_event = [id](session::event const& what) -> std::optional<std::string> {
             bool const is_it =
                 what.torrent == id && std::holds_alternative<event::cache_flushed>(what.what);
             return is_it ? std::optional<std::string>{"{}"} : std::nullopt;
         },
         .within = c.timeout(a_minute),
         .kinds = {"cache_flushed"},
         .start = [&on, id] { session::flush_cache(on, id); }});
}

outcome list_files(call& c)
{
    auto files = session::files(c.on, c.torrent());
    if (!c.given.flag("pad_files"))
        std::erase_if(files, [](record::file const& each) { return each.pad_file; });
    return records_of(c, std::move(files));
}

/// The event comes after its host has what is to be saved.
outcome save_resume_data(call& c)
{
    auto const id = c.torrent();
    auto const status = c.on.status(id);
    bool const unchanged = status && !status->need_save_resume;
    if (c.given.flag("only_if_modified") && unchanged) return result{}.add("saved", false);
    auto& on = c.on;
    bool const shows = c.given.flag("inline");
    return later{
        .on_event = [id, shows](session::event const& what) -> std::optional<std::string> {
            if (what.torrent != id) return std::nullopt;
            if (auto const* const why = std::get_if<event::resume_data_failed>(&what.what))
                fail(
                    exit_code::io,
                    "save how far",
                    what.where.torrent.value_or("it"),
                    why->error_message.value_or("it is not said why"));
            auto const* const done = std::get_if<event::resume_data_ready>(&what.what);
            if (done == nullptr) return std::nullopt;
            result out;
            out.add("saved", true);
            if (shows) out.add("resume_base64", to_base64(done->resume_base64.bytes));
            return out.text();
        },
        .within = a_minute,
        .kinds = {"resume_data_ready", "resume_data_failed"},
        .start = [&on, id] { on.save(id); }};
}

control::parameter file_param()
{
    return {
        .name = "file",
        .is = kind::integer,
        .doc = "Its index, as list_files has it.",
        .needed = need::required,
        .least = 0,
        .most = most_int};
}

control::parameter a_minute_param()
{
    return timeout_param("How long to wait, in seconds; 60 without it.");
}

void add_priorities(std::vector<method>& to)
{
    constexpr std::string_view shown = "files: what is not wanted is not fetched";
    to.push_back(
        {{.name = "set_file_priority",
          .doc = "Says how much a file is wanted.",
          .params =
              {torrent_param(),
               file_param(),
               {.name = "priority",
                .is = kind::integer,
                .doc = "0 is not wanted, 4 is usual, 7 is first.",
                .needed = need::required,
                .least = 0,
                .most = 7},
               wait_param(),
               a_minute_param()},
          .result = "nothing; then the event file_prio, after which it can be read back",
          .example = R"({"torrent":"$TORRENT","file":0,"priority":4})",
          .errors = no_metadata,
          .shown_by = shown},
         set_file_priority});
    to.push_back(
        {{.name = "set_file_priorities",
          .doc = "Says how much each file is wanted.",
          .params =
              {torrent_param(),
               {.name = "priorities",
                .is = kind::integers,
                .doc = "By file index, 0 to 7; files beyond the end get 4.",
                .needed = need::required,
                .least = 0,
                .most = 7},
               wait_param(),
               a_minute_param()},
          .result = "nothing; then the event file_prio, after which they can be read back",
          .example = R"({"torrent":"$TORRENT","priorities":[4]})",
          .errors = no_metadata,
          .shown_by = shown},
         set_file_priorities});
}

void add_places(std::vector<method>& to)
{
    to.push_back(
        {{.name = "move_storage",
          .doc = "Moves the files of a torrent below another folder.",
          .params =
              {torrent_param(),
               {.name = "save_path", .doc = "Absolute.", .needed = need::required},
               {.name = "mode",
                .doc = "What becomes of files that are there: they are replaced, nothing is moved, "
                       "or they stay.",
                .words = "always_replace_files|fail_if_exist|dont_replace"},
               wait_param(),
               timeout_param("How long to wait, in seconds; a day without it.")},
          .result = "nothing; with wait, save_path",
          .example = R"({"torrent":"$TORRENT","save_path":"/tmp/moved"})",
          .errors = "io: they cannot be moved",
          .shown_by = "files: what was moved is served from there, and in the next run, too"},
         move_storage});
    to.push_back(
        {{.name = "rename_file",
          .doc = "Renames a file of a torrent, for this session alone.",
          .params =
              {torrent_param(),
               file_param(),
               {.name = "new_name", .doc = "A path below the save path.", .needed = need::required},
               wait_param(),
               a_minute_param()},
          .result = "nothing; with wait, new_name, old_name",
          .example = R"({"torrent":"$TORRENT","file":0,"new_name":"data/renamed"})",
          .errors = "io: it cannot be renamed; not_found: there is no metadata yet",
          .shown_by = "files: a renamed file has its new name, and cannot leave its folder"},
         rename_file});
    for (std::string_view const name : {"flush_cache", "close_files"})
        to.push_back(
            {{.name = name,
              .doc = "Writes what is in memory of a torrent, and closes its files.",
              .params = {torrent_param(), wait_param(), a_minute_param()},
              .result = "nothing; then the event cache_flushed",
              .example = of_torrent,
              .errors = no_metadata,
              .shown_by = "files: a flush closes the files of a torrent"},
             flush_cache});
    to.push_back(
        {{.name = "save_resume_data",
          .doc = "Saves how far a torrent is, without waiting for the time when that is due.",
          .params =
              {torrent_param(),
               {.name = "only_if_modified",
                .is = kind::flag,
                .doc = "Not if nothing has changed since it was saved last."},
               {.name = "inline",
                .is = kind::flag,
                .doc = "The reply has what is saved; add_torrent takes it."}},
          .result = "saved: whether there was something to save; with inline, resume_base64: "
                    "libtorrent's resume data. It comes once its host has them",
          .example = of_torrent,
          .errors = "io: it cannot be brought to the medium, or --disk is not bt; timed_out",
          .shown_by = "files: how far a torrent is can be saved, and taken elsewhere"},
         save_resume_data});
}

}  // namespace

void add_file_methods(std::vector<method>& to)
{
    to.push_back(
        {{.name = "list_files",
          .doc =
              "Lists the files of a torrent, how much of each is here and how much it is wanted.",
          .params =
              {torrent_param(),
               {.name = "pad_files", .is = kind::flag, .doc = "With padding (BEP 47)."}},
          .result = "records: file",
          .example = of_torrent,
          .errors = no_metadata,
          .shown_by = "files: what is not wanted is not fetched"},
         list_files});
    add_priorities(to);
    add_places(to);
}

}  // namespace bt::host
