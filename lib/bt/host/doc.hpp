#pragma once

#include <string>

namespace bt::host {

/// The methods for docs/control-protocol.md, in Markdown.
[[nodiscard]] std::string methods_as_markdown();

}  // namespace bt::host
