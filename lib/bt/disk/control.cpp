#include "control.hpp"

#include <bt/disk/back_end.hpp>
#include <bt/disk/fault.hpp>
#include <bt/disk/link.hpp>

#include <future>
#include <utility>

namespace bt::disk {

control::control()
    : link_{std::make_shared<link>()}
{
}

lt::disk_io_constructor_type control::constructor() const
{
    return [door = link_](
               lt::io_context& network,
               lt::settings_interface const& settings,
               lt::counters& stats) -> std::unique_ptr<lt::disk_interface> {
        return std::make_unique<back_end>(network, settings, stats, door);
    };
}

/// Waits until it is done; false if it never will be.
bool control::ask(lt::sha1_hash const& torrent, std::function<void(storage&)> work) const
{
    auto done = std::make_shared<std::promise<void>>();
    auto over = done->get_future();
    {
        std::lock_guard const lock{link_->mutex};
        if (link_->engine == nullptr) return false;
        auto tell = [work = std::move(work), own = done](storage& files) {
            work(files);
            own->set_value();
        };
        if (!link_->engine->ask(torrent, std::move(tell))) return false;
    }
    // A job that is dropped breaks the promise.
    done.reset();
    try {
        over.get();
        return true;
    } catch (std::future_error const&) {
        return false;
    }
}

control::synced control::sync(lt::sha1_hash const& torrent) const
{
    synced out;
    if (!ask(torrent, [&](storage& files) { out.files = files.sync(out.error); }))
        out.error = given_up();
    return out;
}

lt::storage_error control::finish(lt::sha1_hash const& torrent) const
{
    lt::storage_error error;
    if (!ask(torrent, [&](storage& files) { files.finish(error); })) error = given_up();
    return error;
}

}  // namespace bt::disk
