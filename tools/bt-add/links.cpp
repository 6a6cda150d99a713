#include "links.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>
#include <bt/dht/own_node.hpp>

#include <fmt/format.h>

#include <utility>

namespace bt_add {
namespace {

using bt::exit_code;

}  // namespace

key_links::key_links(options const& given, bt::cli::teller& tell)
    : given_{&given}
    , tell_{&tell}
{
}

std::vector<std::string> key_links::take(std::vector<std::string> inputs)
{
    std::vector<std::string> rest;
    for (auto& each : inputs) {
        auto link = bt::dht::parse_pointer_link(each);
        if (!link) {
            rest.push_back(std::move(each));
            continue;
        }
        bt::dht::check_salt(link->salt);
        links_.push_back({.link = std::move(*link)});
    }
    if (!links_.empty() && given_->network.no_dht)
        throw bt::error{exit_code::usage, "cannot follow the link of a key with --no-dht"};
    if (links_.empty() && given_->follow && !given_->follow_update_url)
        throw bt::error{
            exit_code::usage,
            "cannot follow: no input is the link of a key",
            "bt-dht publish prints it: magnet:?xs=urn:btpk:KEY"};
    if (given_->keep_versions && (links_.size() != 1 || !rest.empty()))
        throw bt::error{
            exit_code::usage, "--keep-versions is for the link of one key and nothing else"};
    return rest;
}

bool key_links::look_at(
    followed& each,
    bt::dht::client& by,
    bt::cli::interrupt const& asked,
    std::vector<version>& into)
{
    constexpr std::chrono::seconds patience{20};
    auto const found = bt::dht::look_up(by, each.link, {.within = patience, .stop = asked.token()});
    if (!found) return false;
    if (found->seq <= each.seq) return true;
    each.seq = found->seq;
    auto const record = bt::dht::describe(each.link, *found);
    if (tell_->is_json()) tell_->write()(record);
    tell_->remark(
        fmt::format("the key points at {}, sequence number {}", record.magnet, record.seq));
    into.push_back({record.magnet, record.seq});
    return true;
}

std::vector<version> key_links::look(bt::cli::interrupt const& asked)
{
    std::vector<version> out;
    bt::dht::own_node node{given_->network, {}};
    node.check_can_enter();
    bt::dht::client by{node};
    for (auto& each : links_)
        if (!look_at(each, by, asked, out))
            throw bt::error{
                exit_code::not_found,
                fmt::format(
                    "cannot follow {}: no node has such an item", bt::dht::link_of(each.link))};
    return out;
}

std::vector<version> key_links::wait(bt::cli::interrupt const& asked)
{
    for (;;) {
        try {
            auto out = look(asked);
            if (!out.empty()) return out;
        } catch (bt::error const& e) {
            bool const may_pass = e.code() == exit_code::network || e.code() == exit_code::timed_out
                || e.code() == exit_code::not_found;
            if (!may_pass && e.code() != exit_code::interrupted) throw;
        }
        if (!bt::rest(given_->follow_interval.value, asked.token())) return {};
    }
}

}  // namespace bt_add
