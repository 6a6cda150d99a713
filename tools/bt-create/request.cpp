#include "request.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/base/version.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/create/certificate.hpp>
#include <bt/torrent/create/piece_length.hpp>
#include <bt/torrent/identity.hpp>

#include <fmt/format.h>

#include <sys/stat.h>

#include <cstdlib>
#include <limits>

namespace bt_create {
namespace {

using bt::exit_code;
using bt::torrent::create_request;

constexpr std::size_t list_cap = 1024UL * 1024 * 1024;

bool is_folder(std::string const& path)
{
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

std::optional<std::int64_t> creation_date(options const& given)
{
    if (given.date) return given.date->seconds();
    auto const* epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') return std::nullopt;
    auto const at = bt::parse_integer(epoch, 0, std::numeric_limits<std::int64_t>::max());
    if (!at) bt::fail(exit_code::usage, "use SOURCE_DATE_EPOCH", epoch, "not a number of seconds");
    return at;
}

void describe_identity(create_request& request, options const& given)
{
    request.source = given.source;
    request.update_url = given.update_url;
    if (given.entropy) request.entropy = bt::torrent::random_entropy();
    for (auto const& input : given.similar)
        request.similar.push_back(bt::torrent::similar_hash(input));
    request.collections = given.collections;
    if (given.root_cert) request.root_cert = bt::torrent::read_certificate(*given.root_cert);
    request.patch = bt::torrent::patch_of(given.merge, bt::torrent::name_patch::refused);
}

bt::torrent::link_policy links_of(std::string_view word)
{
    using bt::torrent::link_policy;
    if (word == "store") return link_policy::store;
    return word == "skip" ? link_policy::skip : link_policy::follow;
}

}  // namespace

create_request describe_request(options const& given)
{
    create_request request;
    request.format = bt::torrent::format_of(given.meta);
    request.trackers = bt::torrent::tiers_of(given.announce);
    request.web_seeds = given.web_seeds;
    request.http_seeds = given.http_seeds;
    request.dht_nodes = given.dht_nodes;
    request.is_private = given.is_private;
    request.comment = given.comment;
    if (!given.no_created_by)
        request.created_by = given.created_by.value_or(fmt::format("bt-tools/{}", bt::version()));
    request.creation_date = creation_date(given);
    describe_identity(request, given);
    request.attributes = !given.no_attributes;
    request.mtime = given.mtime;
    request.threads = given.threads.value;
    return request;
}

bt::torrent::piece_length_choice piece_length_of(options const& given)
{
    return bt::torrent::parse_piece_length(given.piece_length)
        .value_or(bt::torrent::piece_length_choice{});
}

bt::torrent::layout find_content(options const& given)
{
    bt::torrent::scan_request request{
        .paths = given.paths,
        .list = {},
        .rules = given.rules,
        .hidden = given.hidden,
        .links = links_of(given.symlinks)};
    if (given.files_from) {
        if (request.paths.empty()) request.paths.emplace_back(".");
        bt::read_request const how{"read list", list_cap};
        auto const text = bt::read_input(*given.files_from, how);
        auto const entries = bt::split(text, given.null_separated ? '\0' : '\n');
        request.list.emplace(entries.begin(), entries.end());
    }
    return bt::torrent::scan(request);
}

std::string output_path(options const& given, std::string const& name)
{
    auto const& asked = given.output;
    if (asked.empty()) return given.magnet ? std::string{} : name + ".torrent";
    if (asked == "-") return asked;
    if (asked.ends_with('/') || is_folder(asked)) return bt::join_path(asked, name + ".torrent");
    return asked;
}

}  // namespace bt_create
