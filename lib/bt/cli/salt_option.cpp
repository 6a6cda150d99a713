#include "salt_option.hpp"

#include <bt/base/encode.hpp>

#include <CLI/App.hpp>
#include <fmt/format.h>

namespace bt::cli {

void add_salt(CLI::App& app, std::string& into, char const* group, CLI::Option* needed)
{
    auto* const text =
        app.add_option("--salt", into, "Salt, which sets apart the items of one key.")
            ->type_name("text")
            ->group(group);
    auto* const hex =
        app.add_option_function<std::string>(
               "--salt-hex",
               [&into](std::string const& given) { into = from_hex(given).value_or(""); },
               "The same in hex, for a salt that is no text.")
            ->type_name("hex")
            ->check([](std::string const& given) {
                if (from_hex(given)) return std::string{};
                return fmt::format("'{}' is not hex", given);
            })
            ->excludes(text)
            ->group(group);
    if (needed == nullptr) return;
    text->needs(needed);
    hex->needs(needed);
}

}  // namespace bt::cli
