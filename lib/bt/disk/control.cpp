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

void control::sync(lt::sha1_hash const& torrent, std::function<void(synced)> then) const
{
    std::lock_guard const lock{link_->mutex};
    bool const asked =
        link_->engine != nullptr && link_->engine->ask(torrent, [then](storage* files) {
            synced out;
            if (files != nullptr)
                out.files = files->sync(out.error);
            else
                out.error = given_up();
            then(std::move(out));
        });
    if (!asked) then({.files = {}, .error = given_up()});
}

void control::drain(lt::sha1_hash const& torrent) const
{
    auto const done = std::make_shared<std::promise<void>>();
    {
        std::lock_guard const lock{link_->mutex};
        if (link_->engine == nullptr
            || !link_->engine->ask(torrent, [done](storage*) { done->set_value(); }))
            return;
    }
    done->get_future().get();
}

lt::storage_error control::finish(lt::sha1_hash const& torrent) const
{
    auto const done = std::make_shared<std::promise<lt::storage_error>>();
    {
        std::lock_guard const lock{link_->mutex};
        bool const asked =
            link_->engine != nullptr && link_->engine->ask(torrent, [done](storage* files) {
                auto error = files == nullptr ? given_up() : lt::storage_error{};
                if (files != nullptr) files->finish(error);
                done->set_value(error);
            });
        if (!asked) return given_up();
    }
    return done->get_future().get();
}

}  // namespace bt::disk
