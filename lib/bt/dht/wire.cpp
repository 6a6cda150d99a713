#include "wire.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>
#include <libtorrent/bdecode.hpp>
#include <libtorrent/bencode.hpp>

#include <algorithm>
#include <iterator>

namespace bt::dht {
namespace {

namespace ip = boost::asio::ip;

std::string_view view(lt::bdecode_node const& text)
{
    auto const value = text.string_value();
    return {value.data(), value.size()};
}

template <std::size_t N>
std::optional<std::array<char, N>> bytes_at(lt::bdecode_node const& in, char const* key)
{
    auto const text = in.dict_find_string(key);
    if (!text || text.string_length() != static_cast<int>(N)) return std::nullopt;
    std::array<char, N> out{};
    std::ranges::copy(view(text), out.begin());
    return out;
}

template <class Address>
endpoint endpoint_from(std::string_view packed)
{
    typename Address::bytes_type address{};
    std::ranges::transform(packed.substr(0, address.size()), address.begin(), [](char c) {
        return static_cast<unsigned char>(c);
    });
    packed.remove_prefix(address.size());
    auto const high = static_cast<unsigned char>(packed[0]);
    auto const low = static_cast<unsigned char>(packed[1]);
    return {Address{address}, static_cast<std::uint16_t>(high * 256 + low)};
}

template <class Address>
constexpr std::size_t packed_size = typename Address::bytes_type{}.size() + 2;

std::optional<endpoint> endpoint_of(std::string_view packed)
{
    if (packed.size() == packed_size<ip::address_v4>) return endpoint_from<ip::address_v4>(packed);
    if (packed.size() == packed_size<ip::address_v6>) return endpoint_from<ip::address_v6>(packed);
    return std::nullopt;
}

template <class Address>
void append_contacts(lt::bdecode_node const& packed, std::vector<contact>& into)
{
    constexpr std::size_t each = node_id{}.size() + packed_size<Address>;
    if (!packed) return;
    for (auto rest = view(packed); rest.size() >= each; rest.remove_prefix(each)) {
        contact out;
        out.id.emplace();
        std::ranges::copy(rest.substr(0, out.id->size()), out.id->begin());
        out.where = endpoint_from<Address>(rest.substr(out.id->size()));
        into.push_back(out);
    }
}

void append_peers(lt::bdecode_node const& values, std::vector<endpoint>& into)
{
    if (!values) return;
    for (int at = 0; at < values.list_size(); ++at) {
        auto const each = values.list_at(at);
        if (each.type() != lt::bdecode_node::string_t) continue;
        if (auto const where = endpoint_of(view(each))) into.push_back(*where);
    }
}

std::optional<bloom_filter> filter_at(lt::bdecode_node const& in, char const* key)
{
    auto const bytes = in.dict_find_string(key);
    return bytes ? bloom_filter::from(view(bytes)) : std::nullopt;
}

std::vector<target> samples_from(lt::bdecode_node const& packed)
{
    std::vector<target> out;
    if (!packed) return out;
    for (auto rest = view(packed); rest.size() >= target{}.size();
         rest.remove_prefix(target{}.size())) {
        out.emplace_back();
        std::ranges::copy(rest.substr(0, target{}.size()), out.back().begin());
    }
    return out;
}

std::optional<item> item_from(lt::bdecode_node const& body, std::string_view salt)
{
    auto const value = body.dict_find("v");
    if (!value) return std::nullopt;
    auto const bytes = value.data_section();
    item out{.value = {bytes.data(), static_cast<std::size_t>(bytes.size())}};
    out.key = bytes_at<32>(body, "k");
    if (!out.key) return out;
    out.salt = salt;
    out.seq = body.dict_find_int_value("seq", -1);
    auto const by = bytes_at<64>(body, "sig");
    if (!by || out.seq < 0) return std::nullopt;
    out.signed_by = *by;
    return out;
}

void read_error(lt::bdecode_node const& message, reply& into)
{
    constexpr std::int64_t generic = 201;
    into.error = generic;
    auto const list = message.dict_find_list("e");
    if (!list) return;
    if (auto const code = list.list_int_value_at(0); code != 0) into.error = code;
    if (list.list_size() > 1 && list.list_at(1).type() == lt::bdecode_node::string_t)
        into.message = view(list.list_at(1));
}

void read_body(lt::bdecode_node const& body, std::string_view salt, reply& into)
{
    into.id = bytes_at<20>(body, "id");
    if (auto const token = body.dict_find_string("token")) into.token = view(token);
    append_contacts<ip::address_v4>(body.dict_find_string("nodes"), into.nodes);
    append_contacts<ip::address_v6>(body.dict_find_string("nodes6"), into.nodes);
    append_peers(body.dict_find_list("values"), into.peers);
    into.seeds = filter_at(body, "BFsd");
    into.downloaders = filter_at(body, "BFpe");
    into.samples = samples_from(body.dict_find_string("samples"));
    into.num_infohashes = std::max(body.dict_find_int_value("num", 0), std::int64_t{0});
    into.interval = std::max(body.dict_find_int_value("interval", 0), std::int64_t{0});
    into.found = item_from(body, salt);
}

lt::entry query_of(char const* name)
{
    lt::entry query;
    query["y"] = "q";
    query["q"] = name;
    query["a"] = lt::entry{lt::entry::dictionary_t};
    return query;
}

lt::entry query_of(char const* name, char const* key, target const& about)
{
    auto query = query_of(name);
    query["a"][key] = std::string{about.data(), about.size()};
    return query;
}

lt::entry::preformatted_type raw(std::string_view bencoded)
{
    return {bencoded.begin(), bencoded.end()};
}

template <class Bytes>
std::string text_of(Bytes const& bytes)
{
    return {bytes.data(), bytes.size()};
}

}  // namespace

std::string bencoded(lt::entry const& query)
{
    std::string out;
    lt::bencode(std::back_inserter(out), query);
    return out;
}

lt::entry ping_query()
{
    return query_of("ping");
}

lt::entry find_node_query(target const& where)
{
    return query_of("find_node", "target", where);
}

lt::entry get_peers_query(target const& info_hash)
{
    return query_of("get_peers", "info_hash", info_hash);
}

lt::entry scrape_query(target const& info_hash)
{
    auto query = get_peers_query(info_hash);
    query["a"]["scrape"] = 1;
    return query;
}

lt::entry announce_query(target const& info_hash, announcement const& what, std::string_view token)
{
    auto query = query_of("announce_peer", "info_hash", info_hash);
    auto& a = query["a"];
    a["port"] = what.port;
    a["implied_port"] = what.implied_port ? 1 : 0;
    a["seed"] = what.seed ? 1 : 0;
    a["token"] = std::string{token};
    return query;
}

lt::entry sample_query(target const& where)
{
    return query_of("sample_infohashes", "target", where);
}

lt::entry get_query(target const& where)
{
    return query_of("get", "target", where);
}

lt::entry put_query(item const& what, std::string_view token, std::optional<std::int64_t> cas)
{
    auto query = query_of("put");
    auto& a = query["a"];
    a["token"] = std::string{token};
    a["v"] = raw(what.value);
    if (!what.key) return query;
    a["k"] = text_of(*what.key);
    a["seq"] = what.seq;
    a["sig"] = text_of(what.signed_by);
    if (!what.salt.empty()) a["salt"] = what.salt;
    if (cas) a["cas"] = *cas;
    return query;
}

reply read_reply(std::string_view text, std::string_view salt)
{
    reply out;
    lt::error_code reason;
    auto const message =
        lt::bdecode({text.data(), static_cast<std::ptrdiff_t>(text.size())}, reason);
    if (reason || message.type() != lt::bdecode_node::dict_t) return out;
    if (auto const version = message.dict_find_string("v")) out.version = view(version);
    if (auto const ours = message.dict_find_string("ip"))
        out.our_endpoint = endpoint_of(view(ours));
    if (auto const body = message.dict_find_dict("r"))
        read_body(body, salt, out);
    else
        read_error(message, out);
    return out;
}

std::string version_text(std::string_view version)
{
    // Two letters of the client, then two bytes that most read as its version.
    if (version.size() != 4) return printable(version);
    auto const high = static_cast<unsigned char>(version[2]);
    auto const low = static_cast<unsigned char>(version[3]);
    if (version.starts_with("LT")) return fmt::format("LT {}.{}.{}", high, low / 16, low % 16);
    return fmt::format("{} {}.{}", printable(version.substr(0, 2)), high, low);
}

}  // namespace bt::dht
