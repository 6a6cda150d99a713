#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>

#include <string>
#include <string_view>

namespace bt {

struct library_request {
    char const* file;         ///< "libcurl.so.4"
    std::string_view needed;  ///< who needs it and where it is: for the sentence
    exit_code code;           ///< of the error if it cannot be had
};

/// A library that is loaded when it is asked for, since it costs too much at every start. It stays
/// loaded for good.
class BT_API loaded_library {
public:
    /// Throws error(how.code).
    explicit loaded_library(library_request const& how);

    /// Throws the same error if it has no such function.
    template <class Function>
    void find(char const* name, Function& into) const
    {
        into = reinterpret_cast<Function>(symbol(name));
    }
    [[noreturn]] void refuse(std::string_view why) const;

private:
    [[nodiscard]] void* symbol(char const* name) const;

    library_request how_;
    void* handle_;
};

}  // namespace bt
