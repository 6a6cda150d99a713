#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <system_error>

namespace bt {

/// The one exception of the library: a sentence for a person and a status for a script.
/// The sentence is "cannot <do> <what>: <why>", in lower case, without a full stop. It may hold
/// bytes from strangers; whoever prints it escapes them.
class BT_API error : public std::exception {
public:
    error(exit_code code, std::string sentence, std::string hint = {});
    ~error() override;
    error(error const&) = default;
    error& operator=(error const&) = default;
    error(error&&) = default;
    error& operator=(error&&) = default;

    [[nodiscard]] char const* what() const noexcept override;
    [[nodiscard]] exit_code code() const noexcept { return code_; }
    /// What the reader can do about it; empty when there is nothing.
    [[nodiscard]] std::string const& hint() const noexcept { return hint_; }

private:
    exit_code code_;
    std::string sentence_;
    std::string hint_;
};

/// Throws error("cannot <doing> <subject>: <reason>").
[[noreturn]] BT_API void
fail(exit_code code, std::string_view doing, std::string_view subject, std::string_view reason);

[[noreturn]] BT_API void
fail(exit_code code, std::string_view doing, std::string_view subject, std::error_code reason);

/// The same with errno as the reason; call it before anything can change errno.
[[noreturn]] BT_API void
fail_errno(exit_code code, std::string_view doing, std::string_view subject);

}  // namespace bt
