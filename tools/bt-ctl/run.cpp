#include "run.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/doc_forms.hpp>

#include <fmt/format.h>

#include <bt-ctl/context.hpp>
#include <bt-ctl/verb.hpp>
#include <ostream>

namespace bt_ctl {
namespace {

/// A form of a verb: "bt-ctl queue up TORRENT...".
std::string form_of(verb const& what, action const& one)
{
    return fmt::format(".It Cm {}\n", bt::cli::doc::mdoc_text(usage_of(what, one)));
}

std::string block_of(verb const& what)
{
    std::string forms;
    action const none{.method = {}};
    if (what.actions.empty()) forms = form_of(what, none);
    for (auto const& each : what.actions)
        if (!each.is_option()) forms += form_of(what, each);
    if (forms.empty()) forms = form_of(what, none);
    // All but the last have the same text below them.
    std::string out;
    out += forms + bt::cli::doc::sentences(what.doc);
    out += ".Bd -literal -compact\n";
    for (auto const line : bt::split(what.example, '\n'))
        out += fmt::format("$ {}\n", bt::cli::doc::mdoc_text(line));
    return out + ".Ed\n";
}

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    auto const& what = verb_named(given.verb);
    context on{what, given, streams};
    return what.run != nullptr ? what.run(on) : run_calls(on);
}

bool generate(std::ostream& out, std::string_view form)
{
    if (form != "verbs") return false;
    out << ".Bl -tag -width Ds\n";
    for (auto const& each : verbs())
        out << block_of(each);
    out << ".El\n";
    return true;
}

}  // namespace bt_ctl
