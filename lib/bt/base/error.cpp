#include "error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

namespace bt {

error::error(exit_code code, std::string sentence, std::string hint)
    : code_{code}
    , sentence_{std::move(sentence)}
    , hint_{std::move(hint)}
{
}

error::~error() = default;

char const* error::what() const noexcept
{
    return sentence_.c_str();
}

void fail(exit_code code, std::string_view doing, std::string_view subject, std::string_view reason)
{
    throw error{code, fmt::format("cannot {} {}: {}", doing, subject, reason)};
}

void fail(exit_code code, std::string_view doing, std::string_view subject, std::error_code reason)
{
    fail(code, doing, subject, std::string_view{reason.message()});
}

void fail_errno(exit_code code, std::string_view doing, std::string_view subject)
{
    fail(code, doing, subject, std::error_code{errno, std::generic_category()});
}

}  // namespace bt
