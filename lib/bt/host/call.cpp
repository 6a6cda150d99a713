#include "call.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/net/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <utility>

namespace bt::host {
namespace {

bool begins(std::optional<std::string> const& hash, std::string_view with)
{
    return hash && hash->starts_with(with);
}

/// Methods that programs like this have, and libtorrent 2.0.8 has nothing behind; bt-tools(7) has
/// the list.
struct absent_method {
    std::string_view name;
    std::string_view why;
};
constexpr std::array absent_methods{
    absent_method{"set_block_size", "peers are asked for 16 KiB at a time"},
    absent_method{"set_load_function", "the metadata of a torrent stays in memory"},
    absent_method{"add_extension", "a plugin cannot be handed to a running session"},
    absent_method{"set_key", "libtorrent makes the key that trackers know it by"},
};

}  // namespace

control::rpc_fault fault_of_unknown(std::string_view method)
{
    auto const* const absent = std::ranges::find(absent_methods, method, &absent_method::name);
    if (absent == absent_methods.end())
        return {
            control::rpc::no_method,
            fmt::format("there is no method {}", method),
            "list_methods says what there is"};
    return {
        control::rpc::no_method,
        fmt::format("{} is not supported: {}", method, absent->why),
        "bt-tools(7) has what is not there"};
}

std::optional<session::torrent_id>
find_torrent(owner const& of, session::session const& on, std::string_view hash)
{
    constexpr std::size_t shortest = 4;
    auto const wanted = lowered(hash);
    bool const is_hex = std::ranges::all_of(
        wanted, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (wanted.size() < shortest || !is_hex)
        fail(
            exit_code::usage,
            "find torrent",
            hash,
            std::string_view{"it is no info-hash, nor 4 digits of one"});
    std::optional<session::torrent_id> found;
    for (auto const id : of.torrents()) {
        auto const* const told = of.status(id);
        if (told == nullptr) continue;
        // Of one that was added just now, nothing was told yet.
        auto const now = told->torrent.empty() ? on.status(id) : std::nullopt;
        auto const& status = now ? *now : *told;
        bool const is_it = status.torrent.starts_with(wanted) || begins(status.info_hash_v1, wanted)
            || begins(status.info_hash_v2, wanted);
        if (!is_it) continue;
        if (found)
            fail(exit_code::usage, "find torrent", hash, std::string_view{"several begin with it"});
        found = id;
    }
    return found;
}

std::optional<session::torrent_id>
find_torrent(owner const& of, session::session const& on, torrent::metainfo const& what)
{
    for (auto const& hash : {what.info_hash_v1(), what.info_hash_v2()})
        if (hash)
            if (auto const found = find_torrent(of, on, to_hex(*hash))) return found;
    return std::nullopt;
}

std::optional<session::torrent_id> call::find(std::string_view hash) const
{
    return find_torrent(of, on, hash);
}

session::torrent_id call::torrent() const
{
    auto const hash = given.text("torrent");
    auto const found = find(hash);
    if (!found)
        fail(
            exit_code::not_found,
            "find torrent",
            hash,
            std::string_view{"the session does not have it"});
    return *found;
}

std::optional<int> call::small(std::string_view param) const
{
    auto const number = given.integer(param);
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

std::chrono::milliseconds call::timeout(std::chrono::milliseconds otherwise) const
{
    auto const seconds = given.number("timeout");
    if (!seconds) return otherwise;
    return std::chrono::milliseconds{std::llround(*seconds * 1000)};
}

std::vector<method> const& methods()
{
    static std::vector<method> const all = [] {
        std::vector<method> out;
        add_session_methods(out);
        add_event_methods(out);
        add_torrent_methods(out);
        add_transfer_methods(out);
        add_file_methods(out);
        add_piece_methods(out);
        add_guest_methods(out);
        add_peer_methods(out);
        add_source_methods(out);
        add_setting_methods(out);
        add_filter_methods(out);
        add_class_methods(out);
        add_dht_methods(out);
        add_dht_item_methods(out);
        add_feed_methods(out);
        return out;
    }();
    return all;
}

control::parameter torrent_param()
{
    return {
        .name = "torrent",
        .doc = "Info-hash, v1 or v2, or at least 4 digits that only one begins with.",
        .needed = control::need::required};
}

control::parameter timeout_param(std::string_view doc)
{
    constexpr std::int64_t a_day = 86400;
    return {.name = "timeout", .is = control::kind::number, .doc = doc, .least = 0, .most = a_day};
}

control::parameter wait_param()
{
    return {
        .name = "wait",
        .is = control::kind::flag,
        .doc = "Holds the reply until it is done; its failure is then the error."};
}

outcome begin(call& c, later what)
{
    if (c.given.flag("wait")) return what;
    what.start();
    return control::result{};
}

std::vector<host_and_port>
endpoints_of(std::string_view doing, std::vector<std::string> const& texts)
{
    std::vector<host_and_port> out;
    for (auto const& each : texts) {
        auto found = net::authority_of("peer://" + each);
        if (!found || found->port == 0)
            fail(exit_code::usage, doing, each, std::string_view{"it is no HOST:PORT"});
        out.push_back(std::move(*found));
    }
    return out;
}

void check_plain_file(std::string_view doing, std::string const& path)
{
    namespace fs = std::filesystem;
    if (!path.starts_with('/'))
        fail(exit_code::usage, doing, path, std::string_view{"it is no absolute path"});
    std::error_code reason;
    auto const is = fs::status(path, reason).type();
    if (is == fs::file_type::not_found)
        fail(exit_code::bad_input, doing, path, std::string_view{"there is no such file"});
    if (is != fs::file_type::regular)
        fail(exit_code::bad_input, doing, path, std::string_view{"it is no plain file"});
}

}  // namespace bt::host
