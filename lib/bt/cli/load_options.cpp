#include "load_options.hpp"

#include <bt/base/text.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <limits>
#include <utility>

namespace bt::cli {
namespace {

constexpr auto most_int = std::int64_t{std::numeric_limits<std::int32_t>::max()};

/// "at most N", checked before anything is read.
template <class T>
void add_cap(CLI::App& app, std::string const& name, T& into, std::int64_t most, std::string doc)
{
    app.add_option(name, into, std::move(doc))
        ->type_name("n")
        ->check([most](std::string const& text) {
            if (parse_integer(text, 1, most)) return std::string{};
            return fmt::format("'{}' is not a number from 1 to {}", text, most);
        })
        ->group("Limits");
}

void add_size_cap(
    CLI::App& app, std::string const& name, byte_count& into, std::int64_t most, std::string doc)
{
    add_size(app, name, into, std::move(doc))
        ->check([most](std::string const& text) {
            auto const size = parse_size(text);
            if (size && *size >= 1 && *size <= most) return std::string{};
            return fmt::format("'{}' is not a size from 1 to {} bytes", text, most);
        })
        ->group("Limits");
}

}  // namespace

load_limits load_options::limits(std::stop_token stop, std::string proxy) const
{
    load_limits all;
    all.file_bytes = static_cast<std::size_t>(file_size.value);
    all.depth = depth;
    all.items = items;
    all.pieces = pieces;
    all.files = files;
    all.path_bytes = static_cast<std::size_t>(path_length.value);
    all.stop = std::move(stop);
    all.proxy = std::move(proxy);
    return all;
}

void declare_load(CLI::App& app, load_options& into)
{
    add_size_cap(
        app,
        "--max-file-size",
        into.file_size,
        most_int,
        "Refuse a larger torrent file; 64M by default.");
    // The walk over a tree of files is as deep as the tree.
    add_cap(
        app,
        "--max-depth",
        into.depth,
        1000,
        "Refuse lists, dictionaries and folders nested deeper; 100 by default.");
    add_cap(
        app,
        "--max-items",
        into.items,
        most_int,
        "Refuse more bencoded items; 10000000 by default.");
    add_cap(
        app, "--max-pieces", into.pieces, most_int / 20, "Refuse more pieces; 4194304 by default.");
    add_cap(app, "--max-files", into.files, most_int, "Refuse more files; 2000000 by default.");
    add_size_cap(
        app,
        "--max-path-length",
        into.path_length,
        1 << 16,
        "Refuse longer paths; 4095 by default.");
}

}  // namespace bt::cli
