#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-ctl/options.hpp>
#include <iosfwd>
#include <string_view>

namespace bt_ctl {

[[nodiscard]] bt::exit_code run(options const& given, bt::cli::io& streams);

/// The block "verbs" of the manual; false for another form.
[[nodiscard]] bool generate(std::ostream& out, std::string_view form);

}  // namespace bt_ctl
