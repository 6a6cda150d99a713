#pragma once

#include <bt/base/network.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/convert.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt_dht {

struct options {
    bt::cli::common_options common;
    bt::network_options network;
    std::string verb;

    std::string key;     ///< FILE, fd:N or -; empty leaves it to BT_DHT_KEY
    std::string output;  ///< of keygen
    bool force = false;
    std::string where;  ///< of get: a target or a public key
    std::string value;  ///< of put; - is standard input
    std::string salt;
    std::optional<std::int64_t> seq;
    std::optional<std::int64_t> cas;
    std::int64_t min_nodes = 4;
    bt::cli::duration timeout{std::chrono::seconds{20}};
    bt::cli::duration max_time;
};

void declare(CLI::App& app, options& into);

}  // namespace bt_dht
