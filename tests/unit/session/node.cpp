#include "node.hpp"

namespace bt::test {
namespace {

using std::chrono::milliseconds;

session::session_request
request_of(std::shared_ptr<session::disk_source const> disk, std::vector<std::string> set)
{
    return {
        .network =
            {.private_net = true,
             .no_dht = true,
             .no_lsd = true,
             .no_upnp = true,
             .no_natpmp = true,
             .no_utp = true,
             .set = std::move(set),
             .stop_timeout = milliseconds{500}},
        .disk = std::move(disk),
        .events = session::select_events("piece_finished"),
        .tick = milliseconds{20}};
}

}  // namespace

node::node(std::shared_ptr<session::disk_source const> disk, std::vector<std::string> set)
    : session_{std::make_unique<session::session>(
        request_of(std::move(disk), std::move(set)),
        session::session_callbacks{
            .on_event = [this](session::event const& what) { events.push_back(what); },
            .on_status = {},
            .on_tick =
                [this] {
                    if (on_tick) on_tick();
                },
            .on_resume_data =
                [this](session::torrent_id id, session::resume_data const& what) {
                    saved[id] = what;
                },
            .on_stop_request = {}})}
{
}

node::~node() = default;

session::torrent_id node::seed(sample_torrent const& what, std::string const& folder)
{
    return get().add(what.meta(), {.what_for = session::purpose::seed, .save_path = folder});
}

session::torrent_id
node::download(sample_torrent const& what, std::string const& folder, node const& from)
{
    return get().add(what.meta(), {.save_path = folder, .peers = {from.address()}});
}

bool until(std::initializer_list<node*> nodes, std::function<bool()> const& done)
{
    auto const deadline = std::chrono::steady_clock::now() + session_patience;
    while (!done()) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        for (auto* const each : nodes)
            (void)each->get().wait(done, milliseconds{10}, {});
    }
    return true;
}

}  // namespace bt::test
