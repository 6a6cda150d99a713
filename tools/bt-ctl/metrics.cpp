#include <bt/base/error.hpp>
#include <bt/base/glob.hpp>
#include <bt/control/client.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/prometheus.hpp>
#include <bt-ctl/table.hpp>
#include <map>

/// bt-ctl metrics: libtorrent's counters, for people and for Prometheus.
namespace bt_ctl {
namespace {

using bt::exit_code;

using labels = std::vector<std::pair<std::string, std::string>>;

struct counts {
    std::map<std::string, double> by_state;
    double paused = 0;
    double down = 0;
    double up = 0;
    double peers = 0;
};

counts count_torrents(context& on)
{
    std::vector<std::string> const fields{
        "state", "is_paused", "download_payload_rate", "upload_payload_rate", "num_peers"};
    auto const answer = on.call("list_torrents", object{}.add("fields", fields).made());
    counts out;
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records"))) {
        auto const one = parse(row);
        out.by_state[text_in(one, "state")] += 1;
        auto const* const paused = one.find("is_paused");
        if (paused != nullptr && paused->truth() != nullptr && *paused->truth()) out.paused += 1;
        out.down += static_cast<double>(integer_in(one, "download_payload_rate"));
        out.up += static_cast<double>(integer_in(one, "upload_payload_rate"));
        out.peers += static_cast<double>(integer_in(one, "num_peers"));
    }
    return out;
}

void add_torrents(std::vector<metric>& to, counts const& what, labels const& about)
{
    metric states{
        .name = "torrents", .is_counter = false, .help = "Torrents by state.", .samples = {}};
    for (auto const& [state, number] : what.by_state) {
        auto with = about;
        with.emplace_back("state", state);
        states.samples.push_back({with, number});
    }
    if (states.samples.empty()) {
        auto with = about;
        with.emplace_back("state", "seeding");
        states.samples.push_back({with, 0});
    }
    to.push_back(std::move(states));
    auto const gauge = [&](std::string name, std::string help, double number) {
        to.push_back(
            {.name = std::move(name),
             .is_counter = false,
             .help = std::move(help),
             .samples = {{about, number}}});
    };
    gauge("torrents_paused", "Torrents that are paused.", what.paused);
    gauge("download_rate_bytes", "Content received each second, in bytes.", what.down);
    gauge("upload_rate_bytes", "Content sent each second, in bytes.", what.up);
    gauge("peers", "Connected peers, by torrent.", what.peers);
}

/// Which metrics only grow.
std::map<std::string, bool> counters_of(context& on)
{
    auto const answer = on.call("session_stats_metrics");
    std::map<std::string, bool> out;
    for (auto const row : bt::control::elements_of(bt::control::member_of(answer, "records"))) {
        auto const one = parse(row);
        out[text_in(one, "name")] = text_in(one, "type") == "counter";
    }
    return out;
}

void expose(context& on, value::object const& metrics)
{
    labels const about{{"session", text_in(parse(on.call("ping")), "session")}};
    auto const is_counter = counters_of(on);
    std::vector<metric> all;
    all.push_back(
        {.name = "up",
         .is_counter = false,
         .help = "1, since the session answers.",
         .samples = {{about, 1}}});
    add_torrents(all, count_torrents(on), about);
    for (auto const& [name, held] : metrics) {
        auto const found = is_counter.find(name);
        all.push_back(
            {.name = name,
             .is_counter = found != is_counter.end() && found->second,
             .help = fmt::format("{} of libtorrent.", name),
             .samples = {{about, held.number().value_or(0)}}});
    }
    on.print(exposition(all));
}

void show(context& on, value::object const& metrics)
{
    std::size_t widest = 0;
    for (auto const& each : metrics)
        widest = std::max(widest, each.key.size());
    bool const human = on.tell().write().as() == bt::record::form::human;
    std::string out;
    for (auto const& [name, held] : metrics)
        out += human ? fmt::format("{:{}}  {}\n", name, widest, bt::control::to_json(held))
                     : fmt::format("{}\t{}\n", name, bt::control::to_json(held));
    on.print(out);
}

}  // namespace

exit_code run_metrics(context& on)
{
    auto names = on.given().arguments;
    if (names.empty()) names.emplace_back("*");
    auto const answer = on.call("session_stats", object{}.add("names", names).made());
    if (on.given().common.json && !on.given().has("--prometheus")) {
        on.line(answer);
        return exit_code::ok;
    }
    auto const record = parse(answer);
    auto const* const found = record.find("metrics");
    auto const metrics =
        found != nullptr && found->members() != nullptr ? *found->members() : value::object{};
    if (metrics.empty())
        bt::fail(
            exit_code::not_found,
            "find metric",
            names.front(),
            std::string_view{"libtorrent has none like that"});
    if (on.given().has("--prometheus"))
        expose(on, metrics);
    else
        show(on, metrics);
    return exit_code::ok;
}

}  // namespace bt_ctl
