#include "settings.hpp"

#include <bt/base/error.hpp>
#include <bt/base/version.hpp>

#include <libtorrent/fingerprint.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

struct preset_row {
    std::string_view preset;
    int setting;
    int value;
};

constexpr std::array preset_table{
    // Thousands of torrents and peers on a fast line.
    preset_row{"seedbox", pack::connections_limit, 8000},
    preset_row{"seedbox", pack::listen_queue_size, 3000},
    preset_row{"seedbox", pack::file_pool_size, 500},
    preset_row{"seedbox", pack::aio_threads, 16},
    preset_row{"seedbox", pack::max_queued_disk_bytes, 64 * 1024 * 1024},
    preset_row{"seedbox", pack::send_buffer_watermark, 3 * 1024 * 1024},
    preset_row{"seedbox", pack::send_buffer_low_watermark, 1024 * 1024},
    preset_row{"seedbox", pack::send_buffer_watermark_factor, 150},
    preset_row{"seedbox", pack::max_out_request_queue, 1500},
    preset_row{"seedbox", pack::max_allowed_in_request_queue, 2000},
    preset_row{"seedbox", pack::unchoke_slots_limit, 500},
    preset_row{"seedbox", pack::active_seeds, 2000},
    preset_row{"seedbox", pack::active_limit, 2000},
    // A small board: few buffers, few peers.
    preset_row{"low-memory", pack::connections_limit, 40},
    preset_row{"low-memory", pack::max_peerlist_size, 500},
    preset_row{"low-memory", pack::max_paused_peerlist_size, 50},
    preset_row{"low-memory", pack::max_queued_disk_bytes, 256 * 1024},
    preset_row{"low-memory", pack::send_buffer_watermark, 64 * 1024},
    preset_row{"low-memory", pack::max_out_request_queue, 100},
    preset_row{"low-memory", pack::max_allowed_in_request_queue, 100},
    preset_row{"low-memory", pack::aio_threads, 1},
    preset_row{"low-memory", pack::hashing_threads, 1},
    preset_row{"low-memory", pack::file_pool_size, 8},
    preset_row{"low-memory", pack::alert_queue_size, 2000},
    preset_row{"low-memory", pack::max_http_recv_buffer_size, 1024 * 1024},
};

/// "1.2.3" as numbers, for the peer id.
std::array<int, 3> version_numbers()
{
    std::array<int, 3> numbers{};
    std::size_t at = 0;
    for (char const c : version()) {
        if (c == '.' && ++at == numbers.size()) break;
        if (c >= '0' && c <= '9') numbers[at] = numbers[at] * 10 + (c - '0');
    }
    return numbers;
}

}  // namespace

lt::settings_pack base_settings()
{
    pack settings;
    settings.set_str(pack::user_agent, "bt-tools/" + std::string{version()});
    auto const [major, minor, patch] = version_numbers();
    // No other client of BEP 20's list uses these two letters.
    settings.set_str(pack::peer_fingerprint, lt::generate_fingerprint("bT", major, minor, patch));
    // The default of 2000 drops alerts with 10,000 torrents; an empty queue takes no room.
    settings.set_int(pack::alert_queue_size, 100 * 1000);
    // A port that answers to nobody is asked again soon, not after a minute.
    settings.set_int(pack::min_reconnect_time, 10);
    return settings;
}

void apply_preset(std::string_view name, lt::settings_pack& into)
{
    bool known = name == "default";
    for (auto const& row : preset_table) {
        if (row.preset != name) continue;
        known = true;
        into.set_int(row.setting, row.value);
    }
    if (!known) fail(exit_code::usage, "use preset", name, "there is none of that name");
}

}  // namespace bt::session
