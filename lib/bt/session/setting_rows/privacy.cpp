#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array encryption_words{
    word_row{"pe_forced", pack::pe_forced},
    word_row{"pe_enabled", pack::pe_enabled},
    word_row{"pe_disabled", pack::pe_disabled},
};

constexpr std::array cipher_words{
    word_row{"pe_plaintext", pack::pe_plaintext},
    word_row{"pe_rc4", pack::pe_rc4},
    word_row{"pe_both", pack::pe_both},
};

constexpr std::array proxy_words{
    word_row{"none", pack::none},
    word_row{"socks4", pack::socks4},
    word_row{"socks5", pack::socks5},
    word_row{"socks5_pw", pack::socks5_pw},
    word_row{"http", pack::http},
    word_row{"http_pw", pack::http_pw},
    word_row{"i2p_proxy", pack::i2p_proxy},
};

constexpr std::array table{
    plain(
        pack::user_agent,
        "Name and version told to trackers and web seeds, and to peers unless "
        "handshake_client_version says another."),
    plain(
        pack::handshake_client_version,
        "Name and version told to peers in the extension handshake (BEP 10), as UTF-8; empty "
        "sends user_agent."),
    plain(
        pack::peer_fingerprint,
        "Start of our peer id, '-XX1234-' by custom (BEP 20); the rest is random. Twenty bytes or "
        "more fix the whole id."),
    plain(
        pack::anonymous_mode,
        "Whether we say less about ourselves: a common user agent to trackers of public torrents, "
        "no client name to peers, no announce_ip."),
    plain(
        pack::announce_ip,
        "Address sent to trackers as ours, for a seeder beside its own tracker; other trackers "
        "ignore it. Empty sends none."),
    choice(
        pack::out_enc_policy,
        encryption_words,
        "Encryption of connections we make: pe_forced makes no other, pe_enabled tries it first "
        "and then without, pe_disabled makes none."),
    choice(
        pack::in_enc_policy,
        encryption_words,
        "Encryption of connections made to us: pe_forced takes no other, pe_enabled takes both, "
        "pe_disabled takes only plain ones."),
    choice(
        pack::allowed_enc_level,
        cipher_words,
        "What follows an encrypted handshake: pe_plaintext leaves the rest in clear, pe_rc4 "
        "encrypts all of it, pe_both allows either."),
    plain(
        pack::prefer_rc4,
        "Whether RC4 is taken when a peer offers it and plain text, and allowed_enc_level allows "
        "both."),
    plain(
        pack::announce_crypto_support,
        "Whether HTTP trackers are told that we take encrypted connections."),
    choice(
        pack::proxy_type,
        proxy_words,
        "Kind of proxy: none, socks4, socks5, socks5_pw (with user and password, RFC 1929), http "
        "(with CONNECT for what is not HTTP), http_pw or i2p_proxy. With one we listen for "
        "nobody, and map no ports."),
    plain(pack::proxy_hostname, "Host name or address of the proxy."),
    number(pack::proxy_port, {0, 65535}, "Port of the proxy server."),
    plain(pack::proxy_username, "User name for a proxy that asks for one."),
    plain(
        pack::proxy_password,
        "Password for a proxy that asks for one. A command line can be read by other users of the "
        "machine."),
    plain(
        pack::proxy_hostnames,
        "Whether the proxy looks up host names for us, so that our own name server learns none."),
    plain(
        pack::proxy_peer_connections,
        "Whether connections to peers and web seeds go through the proxy."),
    plain(pack::proxy_tracker_connections, "Whether requests to trackers go through the proxy."),
    plain(
        pack::socks5_udp_send_local_ep,
        "Whether a SOCKS5 proxy is told the address and port our UDP packets come from. It can "
        "then pass packets in before we send any, but a NAT on the way makes the address wrong."),
    plain(pack::i2p_hostname, "Host name or address of the I2P router's SAM bridge."),
    number(pack::i2p_port, {0, 65535}, "Port of the I2P router's SAM bridge."),
    plain(
        pack::allow_i2p_mixed,
        "Whether I2P torrents may also have ordinary peers, which gives up their anonymity."),
};

}  // namespace

std::span<setting_row const> privacy_rows() noexcept
{
    return table;
}

}  // namespace bt::session
