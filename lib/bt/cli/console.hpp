#pragma once

#include <bt/cli/io.hpp>

#include <string>
#include <string_view>

namespace bt::cli {

/// The process's streams with what is known of the terminals behind descriptors 1 and 2.
[[nodiscard]] io describe_terminals(std::ostream& out, std::ostream& err);

/// Columns of the terminal behind standard error now; 80 when there is none.
[[nodiscard]] int terminal_columns();

/// Its rows; 24 when there is none.
[[nodiscard]] int terminal_rows();

/// Whether text to a terminal is coloured: --color, then NO_COLOR and TERM=dumb.
[[nodiscard]] bool wants_color(std::string_view choice, bool is_terminal);

/// Text cut to at most `columns`, with an ellipsis when something is lost.
[[nodiscard]] std::string fit(std::string_view utf8, std::size_t columns);

}  // namespace bt::cli
