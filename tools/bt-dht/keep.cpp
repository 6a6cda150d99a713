#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/dht_network.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-dht/entry.hpp>
#include <bt-dht/item_record.hpp>
#include <bt-dht/polling.hpp>
#include <bt-dht/run.hpp>
#include <filesystem>
#include <string>
#include <vector>

/// Items that stay in the DHT.
namespace bt_dht {
namespace {

using bt::exit_code;
namespace fs = std::filesystem;

/// The files of folders, by name; hidden ones are not meant.
std::vector<std::string> files_of(std::vector<std::string> const& given)
{
    std::vector<std::string> out;
    for (auto const& each : given) {
        std::error_code reason;
        if (!fs::is_directory(each, reason)) {
            out.push_back(each);
            continue;
        }
        std::vector<std::string> found;
        for (fs::directory_iterator at{each, reason}; !reason && at != fs::directory_iterator{};
             at.increment(reason)) {
            std::error_code ignored;
            bool const is_hidden = at->path().filename().native().starts_with('.');
            if (!is_hidden && at->is_regular_file(ignored)) found.push_back(at->path());
        }
        if (reason) bt::fail(exit_code::bad_input, "read folder", each, reason);
        std::ranges::sort(found);
        std::ranges::move(found, std::back_inserter(out));
    }
    return out;
}

class keeper {
public:
    keeper(options const& given, bt::cli::teller& tell, bt::cli::interrupt const& asked)
        : given_{&given}
        , tell_{&tell}
        , asked_{&asked}
        , dht_{given}
    {
    }

    /// Looks at each; they are read anew, for there may be newer ones.
    exit_code round()
    {
        std::vector<exit_code> each;
        for (auto const& path : files_of(given_->items))
            each.push_back(keep(path));
        if (each.empty())
            throw bt::error{exit_code::bad_input, "cannot keep anything: there are no items"};
        return bt::cli::combined(each);
    }

private:
    exit_code keep(std::string const& path)
    try {
        auto const item = trusted_item(path);
        auto const done = dht_.get().keep(item, dht_.patience(*asked_));
        auto const about = record_of(item);
        bt::record::dht_kept const record{
            .path = path,
            .target = about.target,
            .seq = about.seq,
            .num_held = done.num_held,
            .num_success = done.num_success,
            .newer_seq = done.conflict};
        if (tell_->is_json())
            tell_->write()(record);
        else if (!given_->common.quiet)
            tell_->result(sentence_of(record));
        tell_->flush();
        if (done.conflict) return exit_code::too_few;
        auto const now = std::max(done.num_held, done.num_success);
        return now >= given_->min_nodes ? exit_code::ok : exit_code::too_few;
    } catch (bt::error const& e) {
        if (e.code() == exit_code::interrupted) throw;
        tell_->input_failed(path, e.code(), e.what(), e.hint());
        return e.code();
    }

    static std::string sentence_of(bt::record::dht_kept const& what)
    {
        if (what.newer_seq)
            return fmt::format(
                "{}: the DHT has sequence number {} by now", what.path, *what.newer_seq);
        if (what.num_success > 0)
            return fmt::format(
                "{}: {} nodes had it, stored on {}", what.path, what.num_held, what.num_success);
        return fmt::format("{}: {} nodes have it", what.path, what.num_held);
    }

    options const* given_;
    bt::cli::teller* tell_;
    bt::cli::interrupt const* asked_;
    entry dht_;
};

}  // namespace

bt::exit_code run_keep(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::cli::interrupt interrupt;
    return interruptible(interrupt, [&] {
        keeper items{given, tell, interrupt};
        auto last = exit_code::ok;
        if (given.once) return items.round();
        try {
            poll_until(given, interrupt, [&] {
                last = items.round();
                return false;
            });
        } catch (bt::error const& e) {
            if (e.code() != exit_code::timed_out) throw;
        }
        return last;
    });
}

}  // namespace bt_dht
