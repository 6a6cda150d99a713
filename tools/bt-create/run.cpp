#include "run.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/hash_kernel.hpp>
#include <bt/cli/hash_teller.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/create/create.hpp>
#include <bt/torrent/create/piece_length.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/hash/stream.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/reuse/reuse.hpp>
#include <bt/torrent/verify/sample.hpp>

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <bt-create/check.hpp>
#include <bt-create/dry_run.hpp>
#include <bt-create/request.hpp>
#include <memory>

namespace bt_create {
namespace {

using bt::exit_code;
using bt::torrent::create_request;

/// One run: the request, what it is made of, and whom to tell.
class creation {
public:
    creation(options const& given, bt::cli::io& streams, bt::cli::teller& tell)
        : given_{&given}
        , streams_{&streams}
        , tell_{&tell}
    {
    }

    exit_code run()
    {
        request_ = describe_request(*given_);
        if (takes_stream()) {
            request_.name = given_->name.value_or("");
            output_ = output_path(*given_, request_.name);
            check_output();
            read_stream();
        } else {
            request_.content = find_content(*given_);
            request_.name = given_->name.value_or(request_.content.name);
            output_ = output_path(*given_, request_.name);
            check_output();
            tell_remarks();
            choose_piece_length();
        }
        if (given_->dry_run) {
            tell_dry_run(request_, output_, *tell_);
            return exit_code::ok;
        }
        if (given_->reuse) reuse();
        return make();
    }

    /// The signal that ended it, if one did.
    [[nodiscard]] int signal() const { return interrupt_.signal(); }

private:
    [[nodiscard]] bool takes_stream() const
    {
        return given_->paths.size() == 1 && given_->paths.front() == "-";
    }

    [[nodiscard]] std::function<void(bt::torrent::hash_progress)> show()
    {
        return [told = std::make_shared<bt::cli::hash_teller>(request_.name, *tell_, &interrupt_)](
                   bt::torrent::hash_progress at) { told->show(at.done_bytes, at.total_bytes); };
    }

    /// A torrent cannot hold its own hash: what will be written must not be one of the files read.
    void check_output() const
    {
        if (output_.empty() || output_ == "-") return;
        bt::check_writable(output_, {.replace = given_->force || given_->dry_run});
        struct stat facts {};
        if (::stat(output_.c_str(), &facts) != 0) return;
        for (auto const& file : request_.content.files)
            if (file.stamp.device == facts.st_dev && file.stamp.inode == facts.st_ino)
                bt::fail(exit_code::usage, "write", output_, "it is part of the content");
    }

    void tell_remarks()
    {
        auto const& content = request_.content;
        if (content.hidden > 0 && !given_->common.quiet)
            tell_->complain(fmt::format(
                "left out {} hidden {}; --hidden takes what begins with a dot",
                content.hidden,
                content.hidden == 1 ? "file or folder" : "files and folders"));
        auto const odd = std::ranges::count_if(content.files, [](auto const& file) {
            return bt::printable(file.inside()) != file.inside();
        });
        if (odd > 0 && !given_->common.quiet)
            tell_->complain(fmt::format(
                "{} {} not UTF-8 or with control characters: readers will save other names",
                odd,
                odd == 1 ? "path is" : "paths are"));
        // BEP 52 tells a single file from a folder by its tree alone.
        bool const looks_single = request_.format == bt::torrent::meta_format::v2
            && !content.is_single_file && content.files.size() == 1
            && content.files.front().inside().find('/') == std::string_view::npos;
        if (looks_single && !given_->common.quiet)
            tell_->complain("a v2 torrent of a folder with one file is read as that file alone");
        if (content.links > 0)
            tell_->remark(fmt::format("left out {} symbolic links", content.links));
        if (content.excluded > 0)
            tell_->remark(fmt::format("left out {} files and folders", content.excluded));
    }

    void choose_piece_length()
    {
        if (given_->reuse) old_.emplace(bt::torrent::load(*given_->reuse));
        if (old_ && !old_->has_metadata())
            bt::fail(exit_code::bad_input, "reuse", *given_->reuse, "it has no hashes of pieces");
        if (old_ && given_->piece_length == "auto")
            request_.piece_length = bt::torrent::content_map_of(*old_).space.piece_length;
        else
            request_.piece_length = piece_length_of(*given_).of(request_.content.total_size);
    }

    void reuse()
    {
        auto const made = bt::torrent::stamp_of(*given_->reuse);
        auto result = bt::torrent::reuse_hashes(
            request_, {.old = &*old_, .made_ns = made.mtime_ns}, interrupt_.token());
        request_.known = std::move(result.known);
        tell_->remark(fmt::format(
            "{} of {} files have not changed", result.files, request_.content.files.size()));
        old_.reset();
    }

    /// What comes through standard input is a file like any other once it is saved; else it is
    /// hashed as it passes.
    void read_stream()
    {
        auto& file = request_.content.files.emplace_back();
        request_.content.is_single_file = true;
        auto const choice = piece_length_of(*given_);
        if (given_->save) {
            saved_.emplace(*given_->save, bt::write_request{.replace = given_->force});
            bt::torrent::copy_stream(0, saved_->fd(), show(), interrupt_.token());
            file.path = saved_->scratch_path();
            file.inside_at = static_cast<std::uint32_t>(file.path.size());
            file.stamp = bt::torrent::stamp_of(file.path);
            if (file.size() == 0)
                bt::fail(exit_code::bad_input, "read", "standard input", "it is empty");
        } else {
            using bt::torrent::meta_format;
            auto passed = bt::torrent::hash_stream(
                {.fd = 0,
                 .piece_length = choice.length,
                 .v1 = request_.format != meta_format::v2,
                 .v2 = request_.format != meta_format::v1},
                [&](std::int64_t size) { return choice.of(size); },
                show(),
                interrupt_.token());
            file.stamp.size = passed.size;
            request_.known = std::move(passed.hashes);
        }
        request_.content.total_size = file.size();
        request_.piece_length = choice.of(file.size());
    }

    exit_code make()
    {
        auto const made = bt::torrent::create(request_, show(), interrupt_.token());
        if (given_->check) check_made(request_, made.bytes, interrupt_.token());
        tell_->progress().wipe();
        if (saved_) saved_->commit();
        if (output_ == "-") {
            streams_->out.write(made.bytes.data(), static_cast<std::streamsize>(made.bytes.size()));
            return exit_code::ok;
        }
        if (!output_.empty()) {
            bt::write_atomically(output_, made.bytes, {.replace = given_->force});
            if (given_->check) check_written(output_, made.bytes);
        }
        tell_result(made);
        return exit_code::ok;
    }

    void tell_result(bt::torrent::created const& made)
    {
        if (tell_->is_json()) {
            auto info = bt::torrent::describe(
                bt::torrent::parse_document(made.bytes, request_.name, bt::load_limits::own()));
            if (!output_.empty()) info.path = output_;
            tell_->write()(info);
        } else {
            tell_->result(bt::torrent::magnet_of(request_, made));
        }
        if (!output_.empty()) tell_->remark(fmt::format("wrote {}", output_));
        if (given_->check) tell_->remark("what was written agrees with the content");
    }

    options const* given_;
    bt::cli::io* streams_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
    create_request request_;
    std::string output_;
    std::optional<bt::new_file> saved_;
    std::optional<bt::torrent::metainfo> old_;
};

[[noreturn]] void misused(std::string sentence)
{
    throw bt::error{exit_code::usage, std::move(sentence)};
}

void check_stream(options const& given)
{
    if (!given.name) misused("content from standard input needs a name: -n");
    if (given.dry_run) misused("nothing can be said of standard input without reading it");
    if (given.files_from || given.reuse)
        misused("content from standard input goes with neither --files-from nor --reuse");
    if (given.save) return;
    if (given.check) misused("--check needs the content again: keep it with --save");
    auto const fixed = piece_length_of(given).length.has_value();
    if (!fixed && given.meta != "v2")
        misused("pieces of v1 need their length before the content ends: give -l SIZE, or --save");
}

void check_together(options const& given)
{
    if (given.paths.empty() && !given.files_from) misused("path is required");
    auto const stream = std::ranges::find(given.paths, "-") != given.paths.end();
    if (stream && given.paths.size() > 1) misused("standard input goes with no other path");
    if (stream) check_stream(given);
    if (!stream && given.save) misused("--save keeps standard input, which is not the content");
    if (given.paths.size() > 1 && !given.name)
        misused("several paths need a name for their folder: -n");
    if (given.paths.size() > 1 && given.files_from)
        misused("--files-from goes with one path at most");
    if (given.null_separated && !given.files_from) misused("-0 is about lists: --files-from");
    if (given.output != "-") return;
    if (given.common.json) misused("cannot write the torrent and JSON to standard output");
    if (given.magnet) misused("cannot write the torrent and the link to standard output");
}

}  // namespace

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-create", given.common, streams};
    if (given.piece_lengths) {
        tell_piece_lengths(tell);
        return exit_code::ok;
    }
    check_together(given);
    bt::cli::hash_kernel_from_environment();
    return bt::cli::with_summary_of_failure(tell, [&](bt::record::summary&) {
        creation work{given, streams, tell};
        try {
            return work.run();
        } catch (bt::error const& e) {
            if (e.code() != exit_code::interrupted) throw;
        }
        throw bt::error{bt::stopped_by(work.signal()), "stopped; nothing was written"};
    });
}

}  // namespace bt_create
