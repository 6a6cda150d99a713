#include "run.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/lint/lint.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <bt-info/compare.hpp>
#include <bt-info/inputs.hpp>
#include <bt-info/scrape.hpp>
#include <bt-info/sort.hpp>
#include <bt-info/update.hpp>
#include <bt-info/views.hpp>
#include <bt-info/web_seeds.hpp>
#include <utility>

namespace bt_info {
namespace {

using bt::exit_code;
using bt::torrent::document;

/// Whether --sort orders whole torrents, not the files of one.
bool sorts_torrents(options const& given)
{
    auto const order = parse_order(given.sort);
    if (!order) return false;
    auto const what = given.what();
    if (what == view::files) {
        if (!order->is_for_files())
            throw bt::error{exit_code::usage, "--files goes with --sort index, path or size"};
        return false;
    }
    if (what != view::facts && what != view::field && what != view::magnet)
        throw bt::error{exit_code::usage, "--sort goes with --files, --field, --magnet or alone"};
    if (!order->is_for_torrents())
        throw bt::error{exit_code::usage, "--sort index and path go with --files"};
    return true;
}

class inspection {
public:
    inspection(options const& given, bt::cli::io& streams, bt::cli::teller& tell)
        : given_{&given}
        , print_{given, streams, tell.write()}
        , sorted_{sorts_torrents(given)}
    {
        if (!given.select.empty() && given.what() != view::files && given.what() != view::tree)
            throw bt::error{exit_code::usage, "--file goes with --files or --tree"};
    }

    exit_code inspect(std::string const& input)
    {
        auto const limits = limits_of(*given_, {});
        if (given_->what() == view::raw) {
            print_.raw(bt::torrent::read_bytes(input, limits), bt::torrent::name_of(input));
            return exit_code::ok;
        }
        auto const what = bt::torrent::inspect(input, limits);
        auto info = std::visit([](auto const& each) { return bt::torrent::describe(each); }, what);
        info.input = input;
        if (auto const* file = std::get_if<document>(&what)) return inspect(*file, std::move(info));
        if (needs_files())
            bt::fail(
                exit_code::bad_input, "look into", input, "it is a link, which has no files yet");
        tell(std::move(info));
        return exit_code::ok;
    }

    void finish()
    {
        if (!sorted_) return;
        auto const order = *parse_order(given_->sort);
        std::ranges::stable_sort(kept_, [&](auto const& a, auto const& b) { return order(a, b); });
        for (auto const& each : kept_)
            print_.facts(each);
    }

private:
    [[nodiscard]] bool needs_files() const
    {
        auto const what = given_->what();
        return what == view::files || what == view::tree || what == view::pieces
            || what == view::lint;
    }

    exit_code inspect(document const& file, bt::record::torrent_info info)
    {
        auto const what = given_->what();
        if (what == view::lint)
            return print_.lint(file, info.input.value_or("")) ? exit_code::failed : exit_code::ok;
        if (what == view::tree) {
            print_.tree(file);
        } else if (what == view::pieces) {
            print_.pieces(file);
        } else if (what == view::files) {
            print_.facts(info);
            print_.files(file);
        } else {
            tell(std::move(info));
        }
        return exit_code::ok;
    }

    void tell(bt::record::torrent_info info)
    {
        if (given_->what() == view::trackers)
            print_.trackers(info);
        else if (sorted_)
            kept_.push_back(std::move(info));
        else
            print_.facts(info);
    }

    options const* given_;
    printer print_;
    bool sorted_;
    std::vector<bt::record::torrent_info> kept_;
};

/// Text of a manual: a dash is a dash.
std::string mdoc(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '-') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

}  // namespace

bool generate(std::ostream& out, std::string_view form)
{
    if (form != "rules") return false;
    fmt::print(out, ".Bl -tag -width Ds\n");
    for (auto const& rule : bt::torrent::lint_rules()) {
        auto const bep = rule.bep == 0 ? std::string{} : fmt::format(" (BEP {})", rule.bep);
        fmt::print(
            out,
            ".It Li {} Pq {}\n{}{}.\n",
            rule.name,
            bt::torrent::name_of(rule.level),
            mdoc(rule.doc),
            bep);
    }
    fmt::print(out, ".El\n");
    return true;
}

exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-info", given.common, streams};
    auto const inputs = bt::cli::gather_inputs(given.inputs, given.list, "input");
    if (given.what() == view::diff) return compare(inputs, given, streams, tell);
    if (given.what() == view::scrape) return scrape_trackers(inputs, given, streams, tell);
    if (given.what() == view::web_seeds) return check_web_seeds(inputs, given, streams, tell);
    if (given.what() == view::update) return check_updates(inputs, given, streams, tell);
    inspection each{given, streams, tell};
    std::vector<exit_code> codes;
    for (auto const& input : inputs) {
        try {
            codes.push_back(each.inspect(input));
        } catch (bt::error const& e) {
            // Standard output failing is not the input's fault.
            if (is_of_output(e)) throw;
            streams.out.flush();
            tell.input_failed(input, e.code(), e.what());
            codes.push_back(e.code());
        }
    }
    each.finish();
    return bt::cli::combined(codes);
}

}  // namespace bt_info
