#include "doc.hpp"

#include <bt/base/error.hpp>

namespace bt::cli {

void write_generated(std::ostream&, std::string_view form, doc_subject const&)
{
    fail(exit_code::usage, "generate", form, "no such form");
}

}  // namespace bt::cli
