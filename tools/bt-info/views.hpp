#pragma once

#include <bt/cli/io.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/record/writer.hpp>
#include <bt/torrent/document/document.hpp>

#include <bt-info/options.hpp>
#include <optional>
#include <string>

namespace bt_info {

/// Prints one torrent the way the options ask for.
class printer {
public:
    printer(options const& given, bt::cli::io& streams, bt::record::writer const& write);

    /// The facts alone: block, line, fields or magnet link.
    void facts(bt::record::torrent_info const& info);
    void files(bt::torrent::document const& what);
    void tree(bt::torrent::document const& what);
    void trackers(bt::record::torrent_info const& info);
    void pieces(bt::torrent::document const& what);
    /// Whether a finding is as bad as --lint=LEVEL says.
    [[nodiscard]] bool lint(bt::torrent::document const& what, std::string const& input);
    void raw(std::string_view bytes, std::string_view name);

private:
    /// A blank line between torrents on a terminal.
    void part_from_last();
    void fields(bt::record::torrent_info const& info);
    [[nodiscard]] bool is_human() const { return write_.as() == bt::record::form::human; }

    options const* given_;
    std::ostream* out_;
    bt::record::writer write_;
    bool color_;
    bool first_ = true;
};

}  // namespace bt_info
