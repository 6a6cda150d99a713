#pragma once

#include <bt/cli/io.hpp>
#include <bt/control/value.hpp>
#include <bt/record/human.hpp>
#include <bt/record/writer.hpp>

#include <bt-ctl/verb.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Records as text: columns for people, tab-separated values for programs.
namespace bt_ctl {

using bt::control::value;

/// Safe for a terminal, dressed for people.
[[nodiscard]] std::string dressed(value const& record, column const& what);
/// As the record has it, safe for a line of tab-separated values; empty if it is absent.
[[nodiscard]] std::string bare(value const& record, column const& what);
/// "downloading", "metadata", "paused", "error": one word for people.
[[nodiscard]] std::string_view state_word(value const& status);
/// Whether it stands at the right of its column.
[[nodiscard]] bool is_number(look as);

/// Rows that get their columns' widths once all are there.
class table {
public:
    /// Prints to `streams`; without rows nothing.
    table(std::vector<column> columns, bt::cli::io& streams, bool colours);
    void add(value const& record);
    void print();

private:
    std::vector<column> columns_;
    bt::cli::io* streams_;
    bool colours_;
    std::vector<std::vector<std::string>> rows_;
};

/// Texts give way, the widest first, until all is within `width`; but none below 12 columns.
void shrink(
    std::vector<std::size_t>& widths, std::vector<column> const& columns, std::size_t width);

/// Cells side by side, with two spaces between; each is cut to its width, and the last one to what
/// is left of `width`.
[[nodiscard]] std::string joined(
    std::vector<std::string> const& cells,
    std::vector<std::size_t> const& widths,
    std::vector<column> const& columns,
    std::size_t width);

/// One line of tab-separated values.
[[nodiscard]] std::string tsv_line(std::vector<column> const& columns, value const& record);

/// Every member with its label; by the catalog of records where its kind is known.
[[nodiscard]] std::vector<bt::record::labelled> block_of(value const& record, bt::record::dress as);

}  // namespace bt_ctl
