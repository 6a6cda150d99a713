#include "call.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace bt::host {
namespace {

std::string lower(std::string text)
{
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool begins(std::optional<std::string> const& hash, std::string_view with)
{
    return hash && hash->starts_with(with);
}

}  // namespace

std::optional<session::torrent_id> call::find(std::string_view hash) const
{
    constexpr std::size_t shortest = 4;
    auto const wanted = lower(std::string{hash});
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
        auto const* const status = of.status(id);
        if (status == nullptr) continue;
        bool const is_it = status->torrent.starts_with(wanted)
            || begins(status->info_hash_v1, wanted) || begins(status->info_hash_v2, wanted);
        if (!is_it) continue;
        if (found)
            fail(exit_code::usage, "find torrent", hash, std::string_view{"several begin with it"});
        found = id;
    }
    return found;
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
        add_guest_methods(out);
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

}  // namespace bt::host
