#include "load.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/net/fetch.hpp>
#include <bt/net/url.hpp>
#include <bt/torrent/link_in_file.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/load_torrent.hpp>
#include <libtorrent/magnet_uri.hpp>

#include <unistd.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace bt::torrent {
namespace {

constexpr std::string_view doing = "read torrent";
constexpr auto most_int = std::int64_t{std::numeric_limits<int>::max()};

[[noreturn]] void refuse(std::string_view name, std::string_view why)
{
    fail(exit_code::bad_input, doing, name, why);
}

int as_int(std::int64_t value)
{
    return static_cast<int>(std::min(value, most_int));
}

/// libtorrent shuffles each tier as it loads; what a torrent says has an order.
void restore_tracker_order(document const& from, lt::add_torrent_params& params)
{
    auto const& said = from.facts().trackers;
    if (said.size() != params.trackers.size()) return;
    params.trackers.clear();
    params.tracker_tiers.clear();
    for (auto const& each : said) {
        params.trackers.push_back(each.url);
        params.tracker_tiers.push_back(static_cast<int>(each.tier));
    }
}

/// libtorrent 2.0.8 has other names for some files: it takes names that differ in case for equal,
/// and drops elements that have nothing left, so that two folders become one.
void restore_names(document const& from, lt::torrent_info& info)
{
    from.for_each_file([&](record::file const& file) {
        lt::file_index_t const index{static_cast<std::int32_t>(file.index)};
        if (!file.pad_file && info.files().file_path(index) != file.path)
            info.rename_file(index, file.path);
    });
}

metainfo take_in(document const& from, std::string_view name, load_limits const& limits)
{
    if (from.facts().total_size_with_padding == 0)
        refuse(name, "all its files are empty, which no session takes");
    auto const bytes = from.bytes();
    lt::load_torrent_limits caps;
    caps.max_buffer_size = as_int(static_cast<std::int64_t>(bytes.size()));
    caps.max_pieces = as_int(limits.pieces);
    caps.max_decode_depth = limits.depth;
    caps.max_decode_tokens = as_int(limits.items);
    lt::span<char const> const span{bytes.data(), static_cast<std::ptrdiff_t>(bytes.size())};
    try {
        auto params = lt::load_torrent_buffer(span, caps);
        params.info_hashes = params.ti->info_hashes();
        restore_tracker_order(from, params);
        restore_names(from, *params.ti);
        return from_params(std::move(params));
    } catch (lt::system_error const& e) {
        refuse(name, e.code().message());
    }
}

void require_layers(document const& from, std::string_view name)
{
    for (auto const& each : from.oddities())
        if (each.rule == "missing-piece-layers")
            refuse(name, "key piece layers: missing, in whole or in part");
}

bool is_magnet(std::string_view text)
{
    constexpr std::string_view scheme = "magnet:";
    return text.size() > scheme.size()
        && std::ranges::equal(text.substr(0, scheme.size()), scheme, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
           });
}

std::optional<lt::info_hash_t> parse_info_hash(std::string_view text)
{
    if (text.size() == 64) {
        auto const v2 = from_hex(text);
        if (v2) return lt::info_hash_t{lt::sha256_hash{v2->data()}};
    }
    auto const v1 = text.size() == 40 ? from_hex(text)
        : text.size() == 32           ? from_base32(text)
                                      : std::nullopt;
    if (v1) return lt::info_hash_t{lt::sha1_hash{v1->data()}};
    return std::nullopt;
}

/// A magnet link or an info-hash, as the argument itself.
std::optional<metainfo> parse_link(std::string const& input)
{
    if (is_magnet(input)) return parse_magnet(input);
    auto const hash = parse_info_hash(input);
    if (!hash || ::access(input.c_str(), F_OK) == 0) return std::nullopt;
    lt::add_torrent_params params;
    params.info_hashes = *hash;
    return from_params(std::move(params));
}

}  // namespace

metainfo parse_torrent(
    std::string bytes, std::string_view name, load_limits const& limits, piece_layers layers)
{
    auto const checked = parse_document(std::move(bytes), name, limits);
    if (layers == piece_layers::needed) require_layers(checked, name);
    return take_in(checked, name, limits);
}

metainfo parse_magnet(std::string const& link)
{
    lt::error_code reason;
    lt::add_torrent_params params;
    lt::parse_magnet_uri(lt::string_view{link.data(), link.size()}, params, reason);
    if (reason) fail(exit_code::bad_input, "read magnet link", link, reason);
    // 2.0.8 takes digits that are not hex for a hash of zeros and says nothing.
    if (!params.info_hashes.has_v1() && !params.info_hashes.has_v2())
        fail(exit_code::bad_input, "read magnet link", link, "the info-hash is not valid");
    return from_params(std::move(params));
}

std::string read_bytes(std::string const& input, load_limits const& limits)
{
    if (net::is_http(input))
        return net::fetch(
            {.url = input,
             .limits = {.total = limits.fetch_time, .body_bytes = limits.file_bytes},
             .proxy = limits.proxy,
             .from_public = limits.from_public},
            limits.stop);
    return read_input(input, {.doing = doing, .cap_bytes = limits.file_bytes});
}

std::string name_of(std::string const& input)
{
    return input == "-" ? "standard input" : input;
}

std::variant<document, metainfo> inspect(std::string const& input, load_limits const& limits)
{
    if (auto link = parse_link(input)) return std::move(*link);
    auto bytes = read_bytes(input, limits);
    if (auto const link = link_in_file(bytes, limits)) return parse_magnet(*link);
    return parse_document(std::move(bytes), name_of(input), limits);
}

metainfo load(std::string const& input, load_limits const& limits, piece_layers layers)
{
    if (auto link = parse_link(input)) return std::move(*link);
    auto bytes = read_bytes(input, limits);
    if (auto const link = link_in_file(bytes, limits)) return parse_magnet(*link);
    return parse_torrent(std::move(bytes), name_of(input), limits, layers);
}

}  // namespace bt::torrent
