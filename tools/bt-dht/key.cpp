#include "key.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/record/dht_item.hpp>

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <bt-dht/run.hpp>
#include <cstdlib>

namespace bt_dht {
namespace {

using bt::exit_code;

constexpr bt::read_request how_to_read{.doing = "read key", .cap_bytes = 64 * 1024};

void warn_if_shared(std::string const& path, bt::cli::teller& tell)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return;
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        tell.complain(fmt::format("warning: others may read key {}; chmod 600 ends that", path));
}

std::string read_key(std::string const& from, bt::cli::teller& tell)
try {
    if (from == "-") return bt::read_descriptor(STDIN_FILENO, "standard input", how_to_read);
    if (from.starts_with("fd:")) {
        auto const fd = bt::parse_integer(std::string_view{from}.substr(3), 0, 1 << 20);
        if (!fd) bt::fail(exit_code::config, "read key", from, "not a descriptor");
        return bt::read_descriptor(static_cast<int>(*fd), from, how_to_read);
    }
    warn_if_shared(from, tell);
    return bt::read_file(from, how_to_read);
} catch (bt::error const& e) {
    throw bt::error{exit_code::config, e.what()};
}

}  // namespace

std::optional<bt::dht::secret_key> find_key(options const& given, bt::cli::teller& tell)
{
    if (given.key == "none") return std::nullopt;
    if (!given.key.empty()) return bt::dht::parse_key(read_key(given.key, tell), given.key);
    auto const* variable = std::getenv("BT_DHT_KEY");
    if (variable == nullptr || *variable == '\0') return std::nullopt;
    return bt::dht::parse_key(variable, "in BT_DHT_KEY");
}

bt::exit_code run_keygen(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::write_request const how{.replace = given.force, .mode = 0600};
    bt::check_writable(given.output, how);
    auto const key = bt::dht::generate_key();
    bt::write_atomically(given.output, bt::dht::to_pem(key), how);
    auto const hex = bt::to_hex(bt::dht::view_of(key.as_public));
    if (tell.is_json())
        tell.write()(bt::record::dht_key{.public_key = hex, .path = given.output});
    else
        tell.result(hex);
    return exit_code::ok;
}

bt::exit_code run_pubkey(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    auto const key = find_key(given, tell);
    if (!key)
        throw bt::error{exit_code::config, "cannot find a key", "-k FILE or BT_DHT_KEY gives it"};
    auto const hex = bt::to_hex(bt::dht::view_of(key->as_public));
    if (tell.is_json())
        tell.write()(bt::record::dht_key{.public_key = hex, .path = given.key});
    else
        tell.result(hex);
    return exit_code::ok;
}

}  // namespace bt_dht
