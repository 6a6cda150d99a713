#include "options.hpp"

#include <bt/base/text.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/piece_length.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <bt-create/date.hpp>

namespace bt_create {
namespace {

std::string check_name(std::string const& name)
{
    bool const odd = name.empty() || name == "." || name == ".."
        || name.find('/') != std::string::npos || name.find('\0') != std::string::npos;
    return odd ? fmt::format("'{}' is not the name of a file", name) : std::string{};
}

std::string check_threads(std::string const& text)
{
    if (text == "auto" || bt::parse_integer(text, 1, 1024)) return {};
    return fmt::format("'{}' is neither auto nor a number from 1 to 1024", text);
}

void declare_output(CLI::App& app, options& into)
{
    app.add_option(
           "-o,--output",
           into.output,
           "Write the torrent to this file, into this folder, or to standard output (-); "
           "NAME.torrent in the current folder by default.")
        ->type_name("file")
        ->group("Output");
    app.add_flag("-f,--force", into.force, "Replace an output file that exists.")->group("Output");
}

void declare_content(CLI::App& app, options& into)
{
    app.add_option(
           "-n,--name",
           into.name,
           "Name of the torrent, and of the file or folder that downloaders get; the last part of "
           "the path by default.")
        ->type_name("name")
        ->check(check_name)
        ->group("Content");
    app.add_option(
           "-l,--piece-length",
           into.piece_length,
           "Length of a piece: auto, a size such as 256K, a power of two such as 18 or 2^18, or "
           "count:N for at most N pieces.")
        ->type_name("length")
        ->check([](std::string const& text) {
            if (bt::torrent::parse_piece_length(text)) return std::string{};
            return fmt::format("'{}' is not a power of two from 16K to 128M, nor count:N", text);
        })
        ->capture_default_str()
        ->group("Content");
    bt::cli::add_choice(
        app,
        "-m,--meta",
        into.meta,
        {"v1", "v2", "hybrid"},
        "Format: v1 is what every client reads, v2 is BEP 52, hybrid is both in one.")
        ->group("Content");
    app.add_option("-T,--threads", into.threads, "Threads that hash; auto is one for each core.")
        ->type_name("count")
        ->check(check_threads)
        ->capture_default_str()
        ->group("Content");
}

void declare_sources(CLI::App& app, options& into)
{
    app.add_option(
           "-a,--announce,-t,--tracker",
           into.announce,
           "Tracker; repeat for the next tier, put commas between those of one.")
        ->type_name("url")
        ->allow_extra_args(false)
        ->group("Sources");
    app.add_option("-w,--web-seed", into.web_seeds, "Web seed (BEP 19); repeat for more.")
        ->type_name("url")
        ->check([](std::string const& text) {
            if (bt::torrent::is_url(text, {"http", "https", "ftp"})) return std::string{};
            return fmt::format("'{}' is not an http, https or ftp URL", text);
        })
        ->allow_extra_args(false)
        ->group("Sources");
    app.add_flag(
           "-p,--private,!--no-private",
           into.is_private,
           "Take peers from the trackers alone (BEP 27).")
        ->group("Sources");
}

void declare_metadata(CLI::App& app, options& into)
{
    app.add_option("-c,--comment", into.comment, "Free text for whoever reads the torrent.")
        ->type_name("text")
        ->group("Metadata");
    app.add_option(
           "-s,--source",
           into.source,
           "Tag inside the info dictionary, which gives the same content another info-hash.")
        ->type_name("text")
        ->group("Metadata");
    auto* no_creator =
        app.add_flag("--no-created-by", into.no_created_by, "Leave out which program made it.")
            ->group("Metadata");
    app.add_option("--created-by", into.created_by, "What to name as the program that made it.")
        ->type_name("text")
        ->excludes(no_creator)
        ->group("Metadata");
    app.add_option(
           "-D,--date",
           into.date,
           "Creation date: none, now, @SECONDS or RFC 3339; SOURCE_DATE_EPOCH if it is set, else "
           "none.")
        ->type_name("date")
        ->check([](std::string const& text) {
            if (parse_date(text)) return std::string{};
            return fmt::format("'{}' is not none, now, @SECONDS or a date of RFC 3339", text);
        })
        ->group("Metadata");
}

}  // namespace

void declare(CLI::App& app, options& into)
{
    app.add_option("path", into.path, "The file or folder to make a torrent of.")
        ->required()
        ->type_name("file");
    declare_content(app, into);
    declare_sources(app, into);
    declare_metadata(app, into);
    declare_output(app, into);
    bt::cli::declare_progress(app, into.common);
    bt::cli::declare_common(app, into.common);
}

}  // namespace bt_create
