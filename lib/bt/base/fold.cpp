#include "fold.hpp"

#include <bt/base/ascii.hpp>

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace bt {
namespace {

struct freed {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

}  // namespace

std::string fold_name(std::string_view name)
{
    utf8proc_uint8_t* out = nullptr;
    auto const how =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    auto const length = utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const*>(name.data()),
        static_cast<utf8proc_ssize_t>(name.size()),
        &out,
        how);
    std::unique_ptr<utf8proc_uint8_t, freed> const owner{out};
    if (length >= 0) return {reinterpret_cast<char const*>(out), static_cast<std::size_t>(length)};
    std::string folded{name};
    for (auto& c : folded)
        c = lower(c);
    return folded;
}

}  // namespace bt
