#include "load.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/torrent/metainfo_access.hpp>
#include <bt/torrent/piece_layers.hpp>

#include <fmt/format.h>
#include <libtorrent/bdecode.hpp>
#include <libtorrent/load_torrent.hpp>
#include <libtorrent/magnet_uri.hpp>

#include <unistd.h>

#include <algorithm>
#include <limits>

namespace bt::torrent {
namespace {

constexpr std::string_view doing = "read torrent";

[[noreturn]] void refuse(std::string_view name, std::string_view why)
{
    fail(exit_code::bad_input, doing, name, why);
}

lt::bdecode_node decode(std::string_view bytes, std::string_view name, load_limits const& limits)
{
    lt::error_code reason;
    int position = 0;
    lt::span<char const> const span{bytes.data(), static_cast<std::ptrdiff_t>(bytes.size())};
    auto node = lt::bdecode(span, reason, &position, limits.depth, limits.items);
    if (reason) refuse(name, fmt::format("{} at byte {}", reason.message(), position));
    if (node.type() != lt::bdecode_node::dict_t) refuse(name, "not a bencoded dictionary");
    return node;
}

/// libtorrent shuffles each tier as it loads; what a torrent says has an order.
void restore_tracker_order(lt::bdecode_node const& torrent, lt::add_torrent_params& params)
{
    auto const tiers = torrent.dict_find_list("announce-list");
    if (!tiers) return;
    std::vector<std::string> urls;
    std::vector<int> numbers;
    int number = 0;
    for (int i = 0; i < tiers.list_size(); ++i) {
        auto const tier = tiers.list_at(i);
        if (tier.type() != lt::bdecode_node::list_t) continue;
        for (int j = 0; j < tier.list_size(); ++j) {
            std::string const url{tier.list_string_value_at(j)};
            if (std::ranges::find(params.trackers, url) == params.trackers.end()) continue;
            urls.push_back(url);
            numbers.push_back(number);
        }
        ++number;
    }
    if (urls.size() != params.trackers.size()) return;
    params.trackers = std::move(urls);
    params.tracker_tiers = std::move(numbers);
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

std::string read_bytes(std::string const& input, load_limits const& limits)
{
    return read_input(input, {.doing = doing, .cap_bytes = limits.file_bytes});
}

}  // namespace

load_limits load_limits::own()
{
    return {
        .file_bytes = std::numeric_limits<int>::max(), .items = std::numeric_limits<int>::max()};
}

metainfo parse_torrent(std::string_view bytes, std::string_view name, load_limits const& limits)
{
    if (bytes.empty()) refuse(name, "the file is empty");
    auto const node = decode(bytes, name, limits);
    lt::load_torrent_limits caps;
    caps.max_buffer_size =
        static_cast<int>(std::min<std::size_t>(limits.file_bytes, std::numeric_limits<int>::max()));
    caps.max_pieces = limits.pieces;
    caps.max_decode_depth = limits.depth;
    caps.max_decode_tokens = limits.items;
    try {
        auto params = lt::load_torrent_parsed(node, caps);
        if (auto const wrong = check_piece_layers(node, *params.ti); !wrong.empty())
            refuse(name, wrong);
        params.info_hashes = params.ti->info_hashes();
        restore_tracker_order(node, params);
        return from_params(std::move(params));
    } catch (lt::system_error const& e) {
        refuse(name, e.code().message());
    }
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

metainfo load(std::string const& input, load_limits const& limits)
{
    if (is_magnet(input)) return parse_magnet(input);
    if (auto const hash = parse_info_hash(input); hash && ::access(input.c_str(), F_OK) != 0) {
        lt::add_torrent_params params;
        params.info_hashes = *hash;
        return from_params(std::move(params));
    }
    auto const name = input == "-" ? std::string{"standard input"} : input;
    return parse_torrent(read_bytes(input, limits), name, limits);
}

}  // namespace bt::torrent
