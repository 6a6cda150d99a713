#include "run.hpp"

#include <bt/base/clock.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/base/version.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/create.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/piece_length.hpp>

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <bt-create/date.hpp>
#include <cstdlib>
#include <limits>

namespace bt_create {
namespace {

using bt::exit_code;
using bt::torrent::create_request;

bool is_folder(std::string const& path)
{
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

/// "-" for standard output.
std::string output_path(options const& given, std::string const& name)
{
    auto const& asked = given.output;
    if (asked == "-") return asked;
    if (asked.empty()) return name + ".torrent";
    if (asked.ends_with('/') || is_folder(asked)) return bt::join_path(asked, name + ".torrent");
    return asked;
}

std::optional<std::int64_t> creation_date(options const& given)
{
    if (given.date) {
        auto const choice = parse_date(*given.date);
        if (choice && choice->now)
            return std::chrono::duration_cast<std::chrono::seconds>(
                       bt::system_clock{}.wall().time_since_epoch())
                .count();
        return choice ? choice->unix_seconds : std::nullopt;
    }
    auto const* epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') return std::nullopt;
    auto const at = bt::parse_integer(epoch, 0, std::numeric_limits<std::int64_t>::max());
    if (!at) bt::fail(exit_code::usage, "use SOURCE_DATE_EPOCH", epoch, "not a number of seconds");
    return at;
}

bt::torrent::meta_format format_of(std::string_view word)
{
    using bt::torrent::meta_format;
    if (word == "v1") return meta_format::v1;
    return word == "v2" ? meta_format::v2 : meta_format::hybrid;
}

create_request request_of(options const& given)
{
    create_request request;
    request.trackers = bt::torrent::tiers_of(given.announce);
    request.creation_date = creation_date(given);
    request.content = bt::torrent::scan(given.path);
    request.name = given.name.value_or(request.content.name);
    auto const choice = bt::torrent::parse_piece_length(given.piece_length);
    request.piece_length =
        choice.value_or(bt::torrent::piece_length_choice{}).of(request.content.total_size);
    request.format = format_of(given.meta);
    request.web_seeds = given.web_seeds;
    request.is_private = given.is_private;
    request.source = given.source;
    request.comment = given.comment;
    if (!given.no_created_by)
        request.created_by = given.created_by.value_or(fmt::format("bt-tools/{}", bt::version()));
    if (given.threads != "auto")
        request.threads =
            static_cast<unsigned>(bt::parse_integer(given.threads, 1, 1024).value_or(1));
    return request;
}

/// A torrent cannot hold its own hash: the file that will be written must not be one of those read.
void check_output(options const& given, create_request const& request, std::string const& output)
{
    if (output == "-") return;
    bt::check_writable(output, {.replace = given.force});
    struct stat facts {};
    if (::stat(output.c_str(), &facts) != 0) return;
    for (auto const& file : request.content.files)
        if (file.stamp.device == facts.st_dev && file.stamp.inode == facts.st_ino)
            bt::fail(exit_code::usage, "write", output, "it is part of the content");
}

std::string hash(create_request const& request, bt::cli::teller& tell)
{
    bt::cli::interrupt interrupt;
    auto const start = std::chrono::steady_clock::now();
    auto const show = [&](bt::torrent::hash_progress at) {
        using std::chrono::duration_cast;
        using std::chrono::milliseconds;
        auto const spent = duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
        auto const rate = at.done_bytes * 1000 / std::max<std::int64_t>(spent.count(), 1);
        bt::cli::progress_state state{
            .what = request.name,
            .ratio = static_cast<double>(at.done_bytes) / static_cast<double>(at.total_bytes),
            .done_bytes = at.done_bytes,
            .total_bytes = at.total_bytes,
            .rate = rate,
            .eta = {},
            .extra = {}};
        if (rate > 0) state.eta = std::chrono::seconds{(at.total_bytes - at.done_bytes) / rate};
        tell.progress().show(state);
    };
    try {
        auto bytes = bt::torrent::create(request, show, interrupt.token());
        tell.progress().wipe();
        return bytes;
    } catch (bt::error const& e) {
        if (e.code() != exit_code::interrupted) throw;
        throw bt::error{bt::stopped_by(interrupt.signal()), "stopped; nothing was written"};
    }
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-create", given.common, streams};
    bool const to_stdout = given.output == "-";
    if (to_stdout && given.common.json)
        throw bt::error{exit_code::usage, "cannot write the torrent and JSON to standard output"};
    auto const request = request_of(given);
    auto const output = output_path(given, request.name);
    check_output(given, request, output);
    auto const bytes = hash(request, tell);
    if (to_stdout) {
        streams.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return exit_code::ok;
    }
    bt::write_atomically(output, bytes, {.replace = given.force});
    bt::torrent::load_limits const own{
        .file_bytes = std::numeric_limits<int>::max(), .items = std::numeric_limits<int>::max()};
    auto info = bt::torrent::describe(bt::torrent::parse_torrent(bytes, output, own));
    info.path = output;
    if (tell.is_json())
        tell.write()(info);
    else
        tell.result(info.magnet);
    tell.remark(fmt::format("wrote {}", output));
    return exit_code::ok;
}

}  // namespace bt_create
