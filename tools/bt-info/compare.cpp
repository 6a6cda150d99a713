#include "compare.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/torrent/document/diff.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/ostream.h>

#include <bt-info/inputs.hpp>
#include <optional>

namespace bt_info {
namespace {

using bt::exit_code;
using bt::record::form;

bt::torrent::document read(std::string const& input, bt::load_limits const& limits)
{
    return bt::torrent::parse_document(
        bt::torrent::read_bytes(input, limits), bt::torrent::name_of(input), limits);
}

std::string value_of(std::optional<std::string> const& json)
{
    return json ? bt::printable(*json) : "(long)";
}

void print_key(std::ostream& out, bt::record::key_diff const& key)
{
    auto const name = bt::printable(key.key);
    if (key.change != "added") fmt::print(out, "- {}: {}\n", name, value_of(key.a));
    if (key.change != "removed") fmt::print(out, "+ {}: {}\n", name, value_of(key.b));
}

std::string size_of(std::optional<std::int64_t> const& size)
{
    return bt::format_size(size.value_or(0));
}

void print_file(std::ostream& out, bt::record::file_diff const& file)
{
    auto const path = bt::printable(file.path);
    if (file.change == "added")
        fmt::print(out, "+ {}  {}\n", path, size_of(file.size_b));
    else if (file.change == "removed")
        fmt::print(out, "- {}  {}\n", path, size_of(file.size_a));
    else if (file.size_a == file.size_b)
        fmt::print(out, "! {}  {}, other content\n", path, size_of(file.size_a));
    else
        fmt::print(out, "! {}  {} -> {}\n", path, size_of(file.size_a), size_of(file.size_b));
}

void print_for_people(std::ostream& out, bt::torrent::document_diff const& found)
{
    for (auto const& key : found.keys)
        print_key(out, key);
    if (!found.files.empty()) fmt::print(out, "files:\n");
    for (auto const& file : found.files)
        print_file(out, file);
    auto const& summary = found.summary;
    auto const* content = !summary.same_content ? "unknown"
        : *summary.same_content                 ? "the same"
                                                : "different";
    bt::record::print_block(
        out,
        {{"info-hash", summary.same_info ? "the same" : "different"},
         {"content", fmt::format("{}, by {}", content, summary.reason)}});
}

}  // namespace

bt::exit_code compare(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell)
{
    if (inputs.size() != 2) throw bt::error{exit_code::usage, "--diff goes with two inputs"};
    auto const limits = limits_of(given, {});
    auto found = bt::torrent::diff(read(inputs[0], limits), read(inputs[1], limits));
    found.summary.a = inputs[0];
    found.summary.b = inputs[1];
    if (tell.write().as() == form::human) {
        if (!found.summary.same_bytes) print_for_people(streams.out, found);
    } else {
        auto const write = tell.write().burst();
        if (tell.is_json()) write(found.summary);
        for (auto const& key : found.keys)
            write(key);
        for (auto const& file : found.files)
            write(file);
    }
    streams.out.flush();
    return found.summary.same_bytes ? exit_code::ok : exit_code::failed;
}

}  // namespace bt_info
