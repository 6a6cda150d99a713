#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/feed/make.hpp>
#include <bt/net/url.hpp>
#include <bt/record/feed.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/ostream.h>

#include <sys/stat.h>

#include <algorithm>
#include <bt-feed/find_torrents.hpp>
#include <bt-feed/run.hpp>
#include <filesystem>

namespace bt_feed {
namespace {

using bt::exit_code;
using bt::feed::made_feed;
using bt::feed::made_item;

[[noreturn]] void misused(std::string sentence)
{
    throw bt::error{exit_code::usage, std::move(sentence)};
}

std::vector<std::string> inputs_of(options const& given)
{
    auto out = bt::cli::gather_inputs(given.inputs, given.list, "torrent");
    for (auto const& each : out)
        if (each == "-") misused("standard input has no name for a link");
    return out;
}

std::string enclosure_of(options const& given, std::string const& below)
{
    if (given.base.empty()) return {};
    return given.base + (given.base.ends_with('/') ? "" : "/")
        + bt::net::percent_encode_path(below);
}

made_item read_item(options const& given, found_torrent const& from)
{
    auto bytes = bt::torrent::read_bytes(from.path, given.load.limits());
    made_item out;
    out.file_size = static_cast<std::int64_t>(bytes.size());
    auto const what = bt::torrent::parse_document(std::move(bytes), from.path, given.load.limits());
    out.torrent = bt::torrent::describe(what);
    out.url = enclosure_of(given, from.below);
    out.file_name = std::filesystem::path{from.below}.filename();
    struct stat facts {};
    auto const changed = ::stat(from.path.c_str(), &facts) == 0 ? facts.st_mtime : 0;
    bool const by_file = given.date_from == "file";
    out.published = by_file ? changed : out.torrent.creation_date.value_or(changed);
    return out;
}

made_feed channel_of(options const& given, std::vector<std::string> const& inputs)
{
    made_feed out;
    out.title = given.title;
    if (out.title.empty()) {
        std::error_code ignored;
        auto const path = std::filesystem::absolute(inputs.empty() ? "." : inputs.front(), ignored);
        auto const clean = (path / "").lexically_normal().parent_path();
        bool const is_folder = std::filesystem::is_directory(clean, ignored);
        out.title = (is_folder ? clean : clean.parent_path()).filename();
    }
    out.description = given.description;
    out.link = given.link.empty() ? given.base : given.link;
    out.self = given.self;
    auto const ttl = std::chrono::duration_cast<std::chrono::minutes>(given.ttl.value).count();
    if (ttl > 0) out.ttl_minutes = ttl;
    return out;
}

/// Whether the file already is what it is to be. Then its date stays, and readers that ask for what
/// is newer get nothing.
bool is_as_it_was(std::string const& path, std::string const& bytes)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return false;
    if (static_cast<std::size_t>(facts.st_size) != bytes.size()) return false;
    return bt::read_file(path, {.doing = "read", .cap_bytes = bytes.size()}) == bytes;
}

class maker {
public:
    maker(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
        , inputs_{inputs_of(given)}
    {
        if (given.output == "-" && given.common.json)
            misused("cannot write the feed and JSON to standard output");
        if (given.output == "-" && given.force) misused("-f is about -o");
        if (given.output != "-" && !given.force)
            bt::check_writable(given.output, {.replace = false});
    }

    exit_code run(bt::record::summary& summary)
    {
        auto feed = channel_of(*given_, inputs_);
        std::vector<exit_code> codes;
        for (auto const& each : find_torrents(inputs_, given_->recursive)) {
            codes.push_back(add(feed, each));
            if (interrupt_.signal() != 0) return bt::stopped_by(interrupt_.signal());
        }
        summary.torrents = static_cast<std::int64_t>(codes.size());
        summary.failed = std::ranges::count_if(codes, [](auto c) { return c != exit_code::ok; });
        auto const code = bt::cli::combined(codes);
        // A feed of nothing would have its readers lose what they have.
        if (feed.items.empty() && code != exit_code::ok) return code;
        auto const left_out =
            bt::feed::arrange(feed.items, static_cast<std::size_t>(given_->limit));
        write(feed, left_out);
        return code;
    }

private:
    exit_code add(made_feed& to, found_torrent const& from)
    try {
        to.items.push_back(read_item(*given_, from));
        return exit_code::ok;
    } catch (bt::error const& e) {
        tell_->input_failed(from.path, e.code(), e.what(), e.hint());
        return e.code();
    }

    void write(made_feed const& feed, std::int64_t left_out)
    {
        auto const bytes =
            given_->format == "atom" ? bt::feed::atom_of(feed) : bt::feed::rss_of(feed);
        if (given_->output == "-") return tell_->raw(bytes);
        bool const same = given_->force && is_as_it_was(given_->output, bytes);
        if (!same) bt::write_atomically(given_->output, bytes, {.replace = given_->force});
        bt::record::feed_made const made{
            .path = given_->output,
            .num_items = static_cast<std::int64_t>(feed.items.size()),
            .num_left_out = left_out,
            .changed = !same};
        if (tell_->is_json())
            tell_->write()(made);
        else
            tell_->remark(fmt::format(
                "{} {}: {} torrents", same ? "left" : "wrote", made.path, made.num_items));
    }

    options const* given_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    std::vector<std::string> inputs_;
};

}  // namespace

bt::exit_code run_make(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-feed", given.common, streams};
    return bt::cli::with_summary_of_failure(tell, [&](bt::record::summary& summary) {
        maker feed{given, tell};
        return feed.run(summary);
    });
}

}  // namespace bt_feed
