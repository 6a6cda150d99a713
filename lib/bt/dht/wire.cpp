#include "wire.hpp"

#include <algorithm>

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
contact contact_from(std::string_view packed)
{
    contact out;
    out.id.emplace();
    std::ranges::copy(packed.substr(0, out.id->size()), out.id->begin());
    packed.remove_prefix(out.id->size());
    typename Address::bytes_type address{};
    std::ranges::transform(packed.substr(0, address.size()), address.begin(), [](char c) {
        return static_cast<unsigned char>(c);
    });
    packed.remove_prefix(address.size());
    auto const high = static_cast<unsigned char>(packed[0]);
    auto const low = static_cast<unsigned char>(packed[1]);
    out.where = {Address{address}, static_cast<std::uint16_t>(high * 256 + low)};
    return out;
}

template <class Address>
void append_contacts(lt::bdecode_node const& packed, std::vector<contact>& into)
{
    constexpr std::size_t each = 20 + typename Address::bytes_type{}.size() + 2;
    if (!packed) return;
    auto rest = view(packed);
    for (; rest.size() >= each; rest.remove_prefix(each))
        into.push_back(contact_from<Address>(rest.substr(0, each)));
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

std::int64_t error_from(lt::bdecode_node const& message)
{
    constexpr std::int64_t generic = 201;
    auto const list = message.dict_find_list("e");
    if (!list || list.list_size() == 0) return generic;
    auto const code = list.list_int_value_at(0);
    return code == 0 ? generic : code;
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

lt::entry get_query(target const& where)
{
    lt::entry query;
    query["y"] = "q";
    query["q"] = "get";
    query["a"]["target"] = text_of(where);
    return query;
}

lt::entry put_query(item const& what, std::string_view token, std::optional<std::int64_t> cas)
{
    lt::entry query;
    query["y"] = "q";
    query["q"] = "put";
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

reply read_reply(lt::bdecode_node const& message, std::string_view salt)
{
    reply out;
    if (message.type() != lt::bdecode_node::dict_t) return out;
    auto const body = message.dict_find_dict("r");
    if (!body) {
        out.error = error_from(message);
        return out;
    }
    out.id = bytes_at<20>(body, "id");
    if (auto const token = body.dict_find_string("token")) out.token = view(token);
    append_contacts<ip::address_v4>(body.dict_find_string("nodes"), out.nodes);
    append_contacts<ip::address_v6>(body.dict_find_string("nodes6"), out.nodes);
    out.found = item_from(body, salt);
    return out;
}

}  // namespace bt::dht
