#include "inputs.hpp"

#include <bt/base/error.hpp>
#include <bt/cli/input_list.hpp>

#include <sys/stat.h>

#include <utility>

namespace bt_verify {
namespace {

using bt::exit_code;

bool is_folder(std::string const& path)
{
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

/// A folder that is not there must not be taken for a torrent while the data is looked for here.
void check_last(std::vector<std::string> const& arguments)
{
    auto const& last = arguments.back();
    struct stat facts {};
    if (arguments.size() != 2 || last == "-" || last.ends_with(".torrent")
        || last.find("://") != std::string::npos)
        return;
    if (::stat(last.c_str(), &facts) != 0)
        bt::fail_errno(exit_code::incomplete, "look for data in", last);
}

}  // namespace

inputs inputs_of(options const& given)
{
    inputs out{.torrents = given.arguments, .folder = given.dir.empty() ? "." : given.dir};
    bool const may_be_folder = given.dir.empty() && given.content.empty()
        && out.torrents.size() + (given.list.file.empty() ? 0 : 1) > 1;
    if (may_be_folder && is_folder(out.torrents.back())) {
        out.folder = out.torrents.back();
        out.torrents.pop_back();
    } else if (may_be_folder && given.list.file.empty()) {
        check_last(out.torrents);
    }
    out.torrents = bt::cli::gather_inputs(std::move(out.torrents), given.list, "torrent");
    if (!given.content.empty() && out.torrents.size() > 1)
        throw bt::error{exit_code::usage, "--content goes with one torrent"};
    return out;
}

}  // namespace bt_verify
