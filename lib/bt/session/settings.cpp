#include "settings.hpp"

#include <bt/base/error.hpp>
#include <bt/base/version.hpp>
#include <bt/session/preset.hpp>
#include <bt/session/setting_table.hpp>

#include <fmt/format.h>
#include <libtorrent/fingerprint.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <thread>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

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
    settings.set_str(pack::user_agent, fmt::format("bt-tools/{}", version()));
    auto const [major, minor, patch] = version_numbers();
    // Neither BEP 20 nor libtorrent's list of clients has these two letters.
    settings.set_str(pack::peer_fingerprint, lt::generate_fingerprint("bT", major, minor, patch));
    // The default of 2000 drops alerts with 10,000 torrents; an empty queue takes no room.
    settings.set_int(pack::alert_queue_size, 100 * 1000);
    // A port that answers to nobody is asked again soon, not after a minute.
    settings.set_int(pack::min_reconnect_time, 10);
    return settings;
}

void set_up_own_disk(lt::settings_pack& settings)
{
    // Our disk back end hashes as many pieces side by side as there are, and keeps files open.
    auto const cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    settings.set_int(pack::hashing_threads, std::min(cores, 16));
    settings.set_int(pack::aio_threads, 4);
    settings.set_int(pack::checking_mem_usage, 4096);
    settings.set_int(pack::max_queued_disk_bytes, 12 * 1024 * 1024);
    settings.set_int(pack::file_pool_size, 256);
}

void apply_preset(std::string_view name, lt::settings_pack& into)
{
    bool known = name == "default";
    for (auto const& row : presets()) {
        if (row.preset != name) continue;
        known = true;
        apply(parse_setting(fmt::format("{}={}", row.name, row.value)), into);
    }
    if (!known) fail(exit_code::usage, "use preset", name, "there is none of that name");
}

}  // namespace bt::session
