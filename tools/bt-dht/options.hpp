#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt_dht {

struct options {
    bt::cli::common_options common;
    bt::network_options network;
    std::string verb;

    std::string key;     ///< FILE, fd:N or -; empty leaves it to BT_DHT_KEY
    std::string output;  ///< of keygen, import and sign
    bool force = false;
    std::string key_format = "hex";  ///< of public keys that are printed
    std::string where;               ///< of get: a target or a public key
    std::string value;               ///< of put and sign; - is standard input
    std::string value_format = "bytes";
    std::string salt;                ///< raw
    std::vector<std::string> items;  ///< of check: FILE or -
    std::optional<std::int64_t> seq;
    std::optional<std::int64_t> cas;
    std::int64_t min_nodes = 4;
    bt::cli::duration timeout{std::chrono::seconds{20}};
    bt::cli::duration max_time;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_dht
