#pragma once

#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>
#include <bt/cli/input_list.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bt_ctl {

struct options {
    bt::cli::common_options common;
    std::string session = "default";
    std::string socket;
    std::string state_dir;
    bt::cli::duration timeout{std::chrono::seconds{30}};
    bool has_timeout = false;  ///< somebody said so

    std::string verb;
    std::vector<std::string> arguments;
    /// What the verb's own options say, by their long names; a flag has an empty text.
    std::map<std::string, std::vector<std::string>, std::less<>> own;
    /// Those of them that are on the command line itself.
    std::set<std::string, std::less<>> typed;
    bt::cli::input_list list;

    [[nodiscard]] bool has(std::string_view name) const { return own.find(name) != own.end(); }
    /// The last one; empty without any.
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_ctl
