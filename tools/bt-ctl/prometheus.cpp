#include "prometheus.hpp"

#include <fmt/format.h>

namespace bt_ctl {
namespace {

std::string escaped(std::string_view text, bool quotes)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '"' && quotes)
            out += "\\\"";
        else
            out.push_back(c);
    }
    return out;
}

std::string labels_of(metric::sample const& one)
{
    std::string out;
    for (auto const& [name, text] : one.labels)
        out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escaped(text, true));
    return out.empty() ? out : "{" + out + "}";
}

}  // namespace

std::string exposed_name(metric const& what)
{
    std::string out{"bt_"};
    for (char const c : what.name) {
        bool const fits =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        out.push_back(fits ? c : '_');
    }
    if (what.is_counter && !out.ends_with("_total")) out += "_total";
    return out;
}

std::string exposition(std::vector<metric> const& all)
{
    std::string out;
    for (auto const& each : all) {
        if (each.samples.empty()) continue;
        auto const name = exposed_name(each);
        out += fmt::format("# HELP {} {}\n", name, escaped(each.help, false));
        out += fmt::format("# TYPE {} {}\n", name, each.is_counter ? "counter" : "gauge");
        for (auto const& one : each.samples)
            out += fmt::format("{}{} {}\n", name, labels_of(one), one.number);
    }
    return out;
}

}  // namespace bt_ctl
