#include "setting_table.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

struct word_row {
    int setting;
    std::string_view word;
    int value;
};

constexpr std::array word_table{
    word_row{pack::suggest_mode, "no_piece_suggestions", pack::no_piece_suggestions},
    word_row{pack::suggest_mode, "suggest_read_cache", pack::suggest_read_cache},
    word_row{pack::choking_algorithm, "fixed_slots_choker", pack::fixed_slots_choker},
    word_row{pack::choking_algorithm, "rate_based_choker", pack::rate_based_choker},
    word_row{pack::seed_choking_algorithm, "round_robin", pack::round_robin},
    word_row{pack::seed_choking_algorithm, "fastest_upload", pack::fastest_upload},
    word_row{pack::seed_choking_algorithm, "anti_leech", pack::anti_leech},
    word_row{pack::mixed_mode_algorithm, "prefer_tcp", pack::prefer_tcp},
    word_row{pack::mixed_mode_algorithm, "peer_proportional", pack::peer_proportional},
    word_row{pack::disk_io_write_mode, "enable_os_cache", pack::enable_os_cache},
    word_row{pack::disk_io_write_mode, "disable_os_cache", pack::disable_os_cache},
    word_row{pack::disk_io_write_mode, "write_through", pack::write_through},
    word_row{pack::disk_io_read_mode, "enable_os_cache", pack::enable_os_cache},
    word_row{pack::disk_io_read_mode, "disable_os_cache", pack::disable_os_cache},
    word_row{pack::out_enc_policy, "pe_forced", pack::pe_forced},
    word_row{pack::out_enc_policy, "pe_enabled", pack::pe_enabled},
    word_row{pack::out_enc_policy, "pe_disabled", pack::pe_disabled},
    word_row{pack::in_enc_policy, "pe_forced", pack::pe_forced},
    word_row{pack::in_enc_policy, "pe_enabled", pack::pe_enabled},
    word_row{pack::in_enc_policy, "pe_disabled", pack::pe_disabled},
    word_row{pack::allowed_enc_level, "pe_plaintext", pack::pe_plaintext},
    word_row{pack::allowed_enc_level, "pe_rc4", pack::pe_rc4},
    word_row{pack::allowed_enc_level, "pe_both", pack::pe_both},
    word_row{pack::proxy_type, "none", pack::none},
    word_row{pack::proxy_type, "socks4", pack::socks4},
    word_row{pack::proxy_type, "socks5", pack::socks5},
    word_row{pack::proxy_type, "socks5_pw", pack::socks5_pw},
    word_row{pack::proxy_type, "http", pack::http},
    word_row{pack::proxy_type, "http_pw", pack::http_pw},
    word_row{pack::proxy_type, "i2p_proxy", pack::i2p_proxy},
};

struct range_row {
    int setting;
    int least;
    int most;
};

constexpr int any = std::numeric_limits<int>::max();

// libtorrent stores any number, and works with fewer. What is not here may be any that is not
// below -1.
constexpr std::array range_table{
    range_row{pack::alert_queue_size, 100, any},
    range_row{pack::proxy_port, 0, 65535},
    range_row{pack::i2p_port, 0, 65535},
    range_row{pack::outgoing_port, 0, 65535},
    range_row{pack::num_outgoing_ports, 0, 65535},
    range_row{pack::max_retry_port_bind, 0, 65535},
    range_row{pack::connections_limit, 2, any},
    range_row{pack::aio_threads, 0, 256},
    range_row{pack::hashing_threads, 0, 256},
    range_row{pack::file_pool_size, 1, any},
    range_row{pack::tick_interval, 10, 10000},
    range_row{pack::peer_tos, 0, 255},
    range_row{pack::share_ratio_limit, 0, any},
    range_row{pack::seed_time_ratio_limit, 0, any},
    range_row{pack::close_redundant_connections, 0, 1},
    range_row{pack::inactivity_timeout, 1, any},
    range_row{pack::peer_timeout, 1, any},
    range_row{pack::handshake_timeout, 1, any},
    range_row{pack::peer_connect_timeout, 1, any},
    range_row{pack::request_timeout, 1, any},
    range_row{pack::piece_timeout, 1, any},
    range_row{pack::download_rate_limit, 0, any},
    range_row{pack::upload_rate_limit, 0, any},
    range_row{pack::dht_upload_rate_limit, 0, any},
};

[[noreturn]] void refuse(std::string_view name, std::string_view why, std::string hint = {})
{
    throw error{exit_code::usage, fmt::format("cannot set {}: {}", name, why), std::move(hint)};
}

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const changed = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min(changed, std::min(row[j], row[j - 1]) + 1);
        }
    }
    return row.back();
}

std::string nearest_hint(std::string_view name)
{
    std::string best;
    auto least = std::max<std::size_t>(name.size() / 3, 2) + 1;
    auto const look_at = [&](int base, int count) {
        for (int i = base; i < base + count; ++i) {
            std::string const each = lt::name_for_setting(i);
            if (each.empty()) continue;
            auto const apart = distance(name, each);
            if (apart >= least) continue;
            least = apart;
            best = each;
        }
    };
    look_at(pack::string_type_base, pack::num_string_settings);
    look_at(pack::int_type_base, pack::num_int_settings);
    look_at(pack::bool_type_base, pack::num_bool_settings);
    return best.empty() ? best : "did you mean " + best + "?";
}

bool parse_bool(std::string_view name, std::string_view text)
{
    for (auto const yes : {"true", "yes", "on", "1"})
        if (text == yes) return true;
    for (auto const no : {"false", "no", "off", "0"})
        if (text == no) return false;
    refuse(name, fmt::format("'{}' is neither true nor false", text));
}

std::optional<int> value_of_word(int setting, std::string_view text)
{
    for (auto const& row : word_table)
        if (row.setting == setting && row.word == text) return row.value;
    return std::nullopt;
}

/// The lowest and highest that a setting takes.
range_row range_of(int setting)
{
    auto const row = std::ranges::find(range_table, setting, &range_row::setting);
    if (row != range_table.end()) return *row;
    range_row words{setting, any, 0};
    for (auto const& each : word_table) {
        if (each.setting != setting) continue;
        words.least = std::min(words.least, each.value);
        words.most = std::max(words.most, each.value);
    }
    return words.least <= words.most ? words : range_row{setting, -1, any};
}

int parse_int(std::string_view name, int setting, std::string_view text)
{
    if (auto const word = value_of_word(setting, text)) return *word;
    auto const range = range_of(setting);
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    auto number = parse_integer(text, lowest, highest);
    if (!number) number = parse_size(text);
    if (!number) refuse(name, fmt::format("'{}' is not a whole number", text));
    if (*number < range.least || *number > range.most)
        refuse(name, fmt::format("{} is not between {} and {}", text, range.least, range.most));
    return static_cast<int>(*number);
}

}  // namespace

setting_value parse_setting(std::string const& name_equals_value)
{
    auto const equals = name_equals_value.find('=');
    auto const name = name_equals_value.substr(0, equals);
    if (equals == std::string::npos) refuse(name, "a setting is given as NAME=VALUE");
    auto const text = name_equals_value.substr(equals + 1);
    int const setting = lt::setting_by_name(lt::string_view{name.data(), name.size()});
    if (setting < 0) refuse(name, "libtorrent has no such setting", nearest_hint(name));
    if (setting == pack::alert_mask) refuse(name, "events are chosen by --events");
    switch (setting & pack::type_mask) {
    case pack::bool_type_base:
        return {setting, parse_bool(name, text)};
    case pack::int_type_base:
        return {setting, parse_int(name, setting, text)};
    default:
        return {setting, text};
    }
}

void apply(setting_value const& what, lt::settings_pack& into)
{
    if (auto const* text = std::get_if<std::string>(&what.value))
        into.set_str(what.setting, *text);
    else if (auto const* number = std::get_if<int>(&what.value))
        into.set_int(what.setting, *number);
    else
        into.set_bool(what.setting, std::get<bool>(what.value));
}

}  // namespace bt::session
