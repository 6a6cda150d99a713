#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/key.hpp>
#include <bt/host/call.hpp>
#include <bt/record/dht_item.hpp>
#include <bt/session/session_dht.hpp>

#include <chrono>
#include <memory>
#include <utility>

/// Items of the DHT (BEP 44). No error says anything of a secret key.
namespace bt::host {
namespace {

using control::kind;
using control::need;
using control::result;
using dht::view_of;
namespace event = record::event;

constexpr std::chrono::seconds patience{30};

[[noreturn]] void refuse(std::string_view what, std::string_view why)
{
    fail(exit_code::usage, "use", what, why);
}

/// Bencoded.
std::string value_in(call const& c)
{
    if (c.given.has("value") == c.given.has("value_base64"))
        refuse("value", "there is either value or value_base64");
    if (c.given.has("value")) return dht::value_of_bytes(c.given.text("value"));
    auto bytes = from_base64(c.given.text("value_base64"));
    if (!bytes) refuse("value_base64", "it is not base64");
    return std::move(*bytes);
}

dht::public_key public_key_in(call const& c)
{
    auto const key = dht::parse_public_key(c.given.text("public_key"));
    if (!key) refuse("public_key", "it is not 64 hex digits");
    return *key;
}

/// Of the three ways to give one.
dht::secret_key secret_key_in(call const& c)
{
    constexpr std::size_t most = 64 * 1024;
    constexpr std::size_t digits_of_seed = 64;
    int const ways =
        int{c.given.has("key_file")} + int{c.given.has("seed")} + int{c.given.has("secret_key")};
    if (ways != 1) refuse("key", "it comes by key_file, seed or secret_key");
    dht::secret_key key;
    if (c.given.has("key_file")) {
        auto const path = c.given.text("key_file");
        check_plain_file("use key", path);
        key = dht::parse_key(read_file(path, {.doing = "read key", .cap_bytes = most}), path);
    } else {
        bool const by_seed = c.given.has("seed");
        auto const text = c.given.text(by_seed ? "seed" : "secret_key");
        if (text.size() != (by_seed ? digits_of_seed : 2 * digits_of_seed) || !from_hex(text))
            refuse(
                by_seed ? "seed" : "secret_key",
                by_seed ? "it is not 64 hex digits" : "it is not 128 hex digits");
        key = dht::parse_key(text, by_seed ? "seed" : "secret_key");
    }
    if (c.given.has("public_key") && public_key_in(c) != key.as_public)
        refuse("public_key", "it is not that of the secret key");
    return key;
}

std::string bytes_of(record::blob const& value)
{
    return value.bytes;
}

outcome dht_get_immutable(call& c)
{
    auto const target = lowered(c.given.text("target"));
    auto& on = c.on;
    return later{
        .on_event = [target](session::event const& what) -> std::optional<std::string> {
            auto const* const found = std::get_if<event::dht_immutable_item>(&what.what);
            if (found == nullptr || found->target != target) return std::nullopt;
            if (!found->found)
                fail(exit_code::not_found, "get", target, std::string_view{"nobody asked has it"});
            record::dht_item out;
            out.target = target;
            out.value = dht::bytes_of_value(bytes_of(found->value_base64));
            out.value_base64 = found->value_base64;
            return record::to_json(out);
        },
        .within = c.timeout(patience),
        .kinds = {"dht_immutable_item"},
        .start = [&on, target] { session::dht_get_immutable(on, target); }};
}

std::string told(event::dht_mutable_item const& found, std::string const& where)
{
    if (!found.found)
        fail(
            exit_code::not_found,
            "get",
            found.public_key,
            std::string_view{"nobody asked has an item of that key and salt"});
    record::dht_item out;
    out.target = where;
    out.public_key = found.public_key;
    if (!found.salt.empty()) out.salt = found.salt;
    out.seq = found.seq;
    out.signature = found.signature;
    out.value = dht::bytes_of_value(bytes_of(found.value_base64));
    out.value_base64 = found.value_base64;
    return record::to_json(out);
}

/// Several come, each newer; the last is marked.
outcome dht_get_mutable(call& c)
{
    auto const key = public_key_in(c);
    auto const salt = c.given.text("salt");
    auto const hex = to_hex(view_of(key));
    auto const where = to_hex(view_of(dht::target_of(key, salt)));
    auto const newest = std::make_shared<std::optional<event::dht_mutable_item>>();
    auto& on = c.on;
    return later{
        .on_event =
            [hex, salt, where, newest](session::event const& what) -> std::optional<std::string> {
            auto const* const found = std::get_if<event::dht_mutable_item>(&what.what);
            if (found == nullptr || found->public_key != hex || found->salt != salt)
                return std::nullopt;
            if (found->authoritative) return told(*found, where);
            if (found->found) *newest = *found;
            return std::nullopt;
        },
        .within = c.timeout(patience),
        .kinds = {"dht_mutable_item"},
        .on_timeout = [newest, where]() -> std::string {
            if (*newest) return told(**newest, where);
            throw error{exit_code::timed_out, "cannot get item: the time is over"};
        },
        .start = [&on, key, salt] { session::dht_get_mutable(on, key, salt); }};
}

[[noreturn]] void nobody_took(std::string_view what)
{
    fail(exit_code::too_few, "put", what, std::string_view{"no node took it"});
}

outcome dht_put_immutable(call& c)
{
    auto const value = value_in(c);
    auto const target = to_hex(view_of(dht::target_of(value)));
    auto& on = c.on;
    return later{
        .on_event = [target](session::event const& what) -> std::optional<std::string> {
            auto const* const done = std::get_if<event::dht_put>(&what.what);
            if (done == nullptr || done->target != target) return std::nullopt;
            if (done->num_success == 0) nobody_took(target);
            return result{}.add("target", target).add("num_success", done->num_success).text();
        },
        .within = c.timeout(patience),
        .kinds = {"dht_put"},
        .start = [&on, value] { (void)session::dht_put_immutable(on, value); }};
}

outcome dht_put_mutable(call& c)
{
    auto const key = secret_key_in(c);
    session::mutable_put put{
        .public_key = key.as_public,
        .secret_key = key.expanded,
        .salt = c.given.text("salt"),
        .value = value_in(c),
        .seq = c.given.integer("seq")};
    auto const hex = to_hex(view_of(key.as_public));
    auto const where = to_hex(view_of(dht::target_of(key.as_public, put.salt)));
    auto const salt = put.salt;
    auto& on = c.on;
    return later{
        .on_event = [hex, where, salt](session::event const& what) -> std::optional<std::string> {
            auto const* const done = std::get_if<event::dht_put>(&what.what);
            bool const is_it =
                done != nullptr && done->public_key == hex && done->salt.value_or("") == salt;
            if (!is_it) return std::nullopt;
            if (done->num_success == 0) nobody_took(hex);
            return result{}
                .add("target", where)
                .add("public_key", hex)
                .add("seq", done->seq)
                .add("num_success", done->num_success)
                .text();
        },
        .within = c.timeout(patience),
        .kinds = {"dht_put"},
        .start = [&on, put] { session::dht_put_mutable(on, put); }};
}

outcome dht_keypair(call& c)
{
    auto const key = c.given.has("seed") ? secret_key_in(c) : dht::generate_key();
    return result{}
        .add("public_key", to_hex(view_of(key.as_public)))
        .add("secret_key", to_hex(view_of(key.expanded)))
        .add("seed", to_hex(view_of(*key.seed)));
}

constexpr std::string_view shown = "dht: what one session puts, the other gets";
constexpr std::string_view not_got =
    "network: the DHT is off; not_found: nobody asked has it; timed_out";
constexpr std::string_view not_put =
    "network: the DHT is off; too_few: no node took it; config: the key cannot be used; timed_out";

control::parameter timeout()
{
    return timeout_param("How long to wait, in seconds; 30 without it.");
}

control::parameter const value{.name = "value", .doc = "Text, which is put as a string."};
control::parameter const bencoded{
    .name = "value_base64", .doc = "Any bencoded value of at most 1000 bytes."};
control::parameter const salt_param{.name = "salt", .doc = "At most 64 bytes."};
control::parameter const seed_param{.name = "seed", .doc = "64 hex digits."};

void add_puts(std::vector<method>& to)
{
    to.push_back(
        {{.name = "dht_put_immutable",
          .doc = "Puts a value into the DHT, where its hash is.",
          .params = {value, bencoded, timeout()},
          .result = "target; num_success: nodes that took it",
          .example = R"({"value":"hello","timeout":0})",
          .errors = not_put,
          .shown_by = shown},
         dht_put_immutable});
    to.push_back(
        {{.name = "dht_put_mutable",
          .doc = "Puts a signed value into the DHT, over an older one of the same key and salt.",
          .params =
              {{.name = "key_file", .doc = "The absolute path of a file with the secret key."},
               seed_param,
               {.name = "secret_key", .doc = "128 hex digits: expanded, not with the seed."},
               {.name = "public_key", .doc = "Has to be that of the secret key."},
               salt_param,
               value,
               bencoded,
               {.name = "seq",
                .is = kind::integer,
                .doc = "One more than what is there, without it.",
                .least = 0},
               timeout()},
          .result = "target; public_key; seq; num_success: nodes that took it",
          .example = R"({"seed":"00000000000000000000000000000000)"
                     R"(00000000000000000000000000000000","value":"hello","timeout":0})",
          .errors = not_put,
          .shown_by = shown},
         dht_put_mutable});
}

}  // namespace

void add_dht_item_methods(std::vector<method>& to)
{
    add_puts(to);
    to.push_back(
        {{.name = "dht_get_immutable",
          .doc = "Gets a value by its hash.",
          .params =
              {{.name = "target", .doc = "40 hex digits.", .needed = need::required}, timeout()},
          .result = "dht_item",
          .example = R"({"target":"c9e15763f722f23e98a29decdfae341b98d53056","timeout":0})",
          .errors = not_got,
          .shown_by = shown},
         dht_get_immutable});
    to.push_back(
        {{.name = "dht_get_mutable",
          .doc = "Gets the newest value of a key.",
          .params =
              {{.name = "public_key", .doc = "64 hex digits.", .needed = need::required},
               salt_param,
               timeout()},
          .result = "dht_item",
          .example = R"({"public_key":"3b6a27bcceb6a42d62a3a8d02a6f0d73)"
                     R"(653215771de243a63ac048a18b59da29","timeout":0})",
          .errors = not_got,
          .shown_by = shown},
         dht_get_mutable});
    to.push_back(
        {{.name = "dht_keypair",
          .doc = "Makes a key for mutable items; nothing of it is kept.",
          .params = {seed_param},
          .result = "public_key; secret_key: expanded; seed",
          .shown_by = shown},
         dht_keypair});
}

}  // namespace bt::host
