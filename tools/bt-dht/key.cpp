#include "key.hpp"

#include <bt/base/file.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/key_file.hpp>
#include <bt/record/dht_item.hpp>

#include <fmt/format.h>

#include <bt-dht/run.hpp>
#include <cstdlib>
#include <cstring>

namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::key_format;
using bt::dht::secret_text;

constexpr char const* variable_name = "BT_DHT_KEY";

/// What the variable was.
secret_text& variable()
{
    static secret_text held;
    return held;
}

bt::record::dht_key record_of(bt::dht::public_key const& key)
{
    return {
        .public_key = to_text(key, key_format::hex),
        .public_key_base32 = to_text(key, key_format::base32),
        .public_key_z_base_32 = to_text(key, key_format::z_base_32)};
}

exit_code tell_key(bt::cli::teller& tell, options const& given, bt::record::dht_key const& key)
{
    if (tell.is_json())
        tell.write()(key);
    else if (given.key_format == "base32")
        tell.result(key.public_key_base32);
    else if (given.key_format == "z-base-32")
        tell.result(key.public_key_z_base_32);
    else
        tell.result(key.public_key);
    return exit_code::ok;
}

/// Before there is a key that could be lost.
void check_output(options const& given)
{
    bt::dht::check_key_name(given.output);
    bt::check_writable(given.output, {.replace = given.force, .mode = 0600});
}

exit_code
write_and_tell(bt::cli::teller& tell, options const& given, bt::dht::secret_key const& key)
{
    bt::dht::write_key(given.output, key, given.force);
    auto record = record_of(key.as_public);
    record.path = given.output;
    record.file_format = key.seed ? "pem" : "hex";
    return tell_key(tell, given, record);
}

}  // namespace

void take_key_variable()
{
    auto* const value = std::getenv(variable_name);
    if (value == nullptr) return;
    bt::dht::hide_memory();
    variable() = secret_text{std::string{value}};
    bt::dht::wipe(value, std::strlen(value));
    ::unsetenv(variable_name);
}

std::optional<bt::dht::secret_key> find_key(options const& given)
{
    if (given.key == "none") return std::nullopt;
    if (!given.key.empty()) return bt::dht::read_key(given.key);
    if (variable().view().empty()) return std::nullopt;
    return bt::dht::parse_key(variable(), "in BT_DHT_KEY");
}

bt::dht::secret_key need_key(options const& given)
{
    if (auto key = find_key(given)) return std::move(*key);
    throw bt::error{exit_code::config, "cannot find a key", "-k FILE or BT_DHT_KEY gives it"};
}

bt::exit_code run_keygen(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    check_output(given);
    bt::dht::hide_memory();
    return write_and_tell(tell, given, bt::dht::generate_key());
}

bt::exit_code run_import(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    check_output(given);
    auto const key = need_key(given);
    if (!key.seed)
        tell.complain(fmt::format(
            "warning: {} is in hex, because an expanded secret has no seed for PEM", given.output));
    return write_and_tell(tell, given, key);
}

bt::exit_code run_pubkey(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    auto record = record_of(need_key(given).as_public);
    if (!given.key.empty() && given.key != "-" && !given.key.starts_with("fd:"))
        record.path = given.key;
    return tell_key(tell, given, record);
}

}  // namespace bt_dht
