#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The text that Prometheus reads (exposition format 0.0.4).
namespace bt_ctl {

struct metric {
    std::string name;  ///< as libtorrent has it: "net.sent_bytes"
    bool is_counter = false;
    std::string help;
    struct sample {
        std::vector<std::pair<std::string, std::string>> labels;
        double number = 0;
    };
    std::vector<sample> samples;
};

/// "bt_net_sent_bytes_total".
[[nodiscard]] std::string exposed_name(metric const& what);
[[nodiscard]] std::string exposition(std::vector<metric> const& all);

}  // namespace bt_ctl
