#include "views.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/to_json.hpp>
#include <bt/cli/console.hpp>
#include <bt/record/field_walk.hpp>
#include <bt/torrent/document/pieces.hpp>
#include <bt/torrent/lint/lint.hpp>
#include <bt/torrent/select_files.hpp>

#include <fmt/ostream.h>

#include <algorithm>
#include <bt-info/print.hpp>
#include <bt-info/sort.hpp>
#include <bt-info/tree.hpp>
#include <ctime>
#include <utility>

namespace bt_info {
namespace {

using bt::record::form;

/// The files that -F selects, padding only when asked for.
void for_each_selected(
    bt::torrent::document const& what,
    options const& given,
    std::function<void(bt::record::file const&)> const& visit)
{
    std::vector<bt::torrent::file_pattern> patterns;
    for (auto const& text : given.select)
        patterns.push_back(*bt::torrent::parse_file_pattern(text));
    bt::torrent::file_selector selector{patterns};
    what.for_each_file([&](bt::record::file const& file) {
        if (file.pad_file ? given.pad_files : selector.take(file.index, file.path)) visit(file);
    });
    selector.require_all(what.facts().name.value_or(""));
}

/// The lines that a value takes: one, or one for each entry of a list.
template <class T>
std::vector<std::string> lines_of(T const& value, bt::record::unit in)
{
    return {bt::record::detail::value_text(value, in, bt::record::dress::plain)};
}

template <class T>
std::vector<std::string> lines_of(std::vector<T> const& list, bt::record::unit in)
{
    std::vector<std::string> lines;
    for (auto const& each : list)
        lines.push_back(bt::record::detail::value_text(each, in, bt::record::dress::plain));
    return lines;
}

}  // namespace

printer::printer(options const& given, bt::cli::io& streams, bt::record::writer const& write)
    : given_{&given}
    , out_{&streams.out}
    , write_{write.burst()}
    , color_{bt::cli::wants_color(given.common.color, streams.out_is_terminal)}
{
}

void printer::part_from_last()
{
    if (is_human() && !std::exchange(first_, false)) fmt::print(*out_, "\n");
}

void printer::facts(bt::record::torrent_info const& info)
{
    if (given_->what() == view::field) {
        fields(info);
    } else if (write_.as() == form::json) {
        write_(info);
    } else if (given_->what() == view::magnet) {
        fmt::print(*out_, "{}\n", info.magnet.value_or(""));
    } else if (is_human()) {
        part_from_last();
        bt::record::print_block(*out_, block_of(info));
    } else if (given_->what() == view::facts) {
        write_(info);
    }
    out_->flush();
}

void printer::fields(bt::record::torrent_info const& info)
{
    bool const json = write_.as() == form::json;
    std::string object;
    std::vector<std::vector<std::string>> columns;
    if (json) {
        object = "{";
        bt::record::detail::append_member(
            object, "kind", std::string_view{info.kind}, bt::record::unit::none);
    }
    for (auto const& name : given_->fields) {
        bt::record::for_each_field<bt::record::torrent_info>([&](auto const& each) {
            if (each.key != name) return;
            if (json)
                bt::record::detail::append_member(object, each.key, info.*each.member, each.in);
            else
                columns.push_back(lines_of(info.*each.member, each.in));
        });
    }
    if (json) {
        fmt::print(*out_, "{}}}\n", object);
    } else if (columns.size() == 1) {
        for (auto const& line : columns.front())
            fmt::print(*out_, "{}\n", line);
    } else {
        for (std::size_t i = 0; i < columns.size(); ++i)
            fmt::print(*out_, "{}{}", i == 0 ? "" : "\t", fmt::join(columns[i], ","));
        fmt::print(*out_, "\n");
    }
}

void printer::files(bt::torrent::document const& what)
{
    auto const print = [&](bt::record::file const& file) {
        if (is_human())
            fmt::print(*out_, "{}\n", line_of(file));
        else
            write_(file);
    };
    auto const order = parse_order(given_->sort);
    if (!order) {
        for_each_selected(what, *given_, print);
    } else {
        std::vector<bt::record::file> all;
        for_each_selected(what, *given_, [&](auto const& file) { all.push_back(file); });
        std::ranges::stable_sort(all, [&](auto const& a, auto const& b) { return (*order)(a, b); });
        std::ranges::for_each(all, print);
    }
    out_->flush();
}

void printer::tree(bt::torrent::document const& what)
{
    file_tree tree;
    for_each_selected(what, *given_, [&](auto const& file) { tree.add(file); });
    part_from_last();
    auto const tell = [&](char letter, auto const& record) {
        // Lines of two shapes say which they are.
        if (write_.as() == form::lines) fmt::print(*out_, "{}\t", letter);
        write_(record);
    };
    if (is_human())
        tree.draw([&](std::string_view line) { fmt::print(*out_, "{}\n", line); }, color_);
    else
        tree.visit(
            [&](bt::record::folder const& folder) { tell('d', folder); },
            [&](bt::record::file const& file) { tell('f', file); });
    out_->flush();
}

void printer::trackers(bt::record::torrent_info const& info)
{
    part_from_last();
    for (auto each : info.trackers) {
        each.torrent = info.info_hash_v1 ? info.info_hash_v1 : info.info_hash_v2;
        if (write_.as() == form::json)
            write_(each);
        else
            fmt::print(*out_, "{}\t{}\n", each.tier, bt::tsv_value(each.url));
    }
    out_->flush();
}

void printer::pieces(bt::torrent::document const& what)
{
    part_from_last();
    bt::torrent::for_each_piece(what, [&](bt::record::piece const& piece) {
        if (is_human())
            fmt::print(*out_, "{}\n", line_of(piece));
        else
            write_(piece);
    });
    out_->flush();
}

bool printer::lint(bt::torrent::document const& what, std::string const& input)
{
    auto const least = bt::torrent::parse_severity(given_->lint);
    bool fails = false;
    bool any = false;
    auto const tell = [&](bt::record::lint_finding finding, bt::torrent::severity level) {
        fails = fails || (least && level >= *least);
        finding.input = input;
        if (!is_human()) {
            write_(finding);
            return;
        }
        if (!std::exchange(any, true)) {
            part_from_last();
            fmt::print(*out_, "{}\n", bt::printable(input));
        }
        fmt::print(*out_, "{}\n", line_of(finding, color_));
    };
    bt::torrent::lint(what, std::time(nullptr), tell);
    if (is_human() && !any && given_->common.verbose > 0) {
        part_from_last();
        fmt::print(*out_, "{}\n  nothing found\n", bt::printable(input));
    }
    out_->flush();
    return fails;
}

void printer::raw(std::string_view bytes, std::string_view name)
{
    auto const limits = given_->load.limits();
    auto const found = bt::bencode::check(bytes, {.depth = limits.depth, .items = limits.items});
    if (found.wrong)
        bt::fail(
            bt::exit_code::bad_input,
            "read bencoding",
            name,
            fmt::format("{} at byte {}", found.wrong->why, found.wrong->offset));
    bt::bencode::to_json(bytes, [&](std::string_view part) {
        out_->write(part.data(), static_cast<std::streamsize>(part.size()));
    });
    fmt::print(*out_, "\n");
    out_->flush();
}

}  // namespace bt_info
