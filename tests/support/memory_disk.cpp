#include "memory_disk.hpp"

#include "memory_engine.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace bt::test {
namespace {

lt::storage_error too_short(lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{lt::errors::file_too_short}, file, doing};
}

lt::storage_error failed(int number, lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{number, lt::generic_category()}, file, doing};
}

}  // namespace

job_fate disk_in_memory::state::begin(job_asked what)
{
    std::lock_guard const lock{mutex};
    asked.push_back(what);
    auto const nth = ++counts[static_cast<std::size_t>(what.kind)];
    for (auto& each : late)
        if (each.other_jobs != for_ever && --each.other_jobs == 0)
            boost::asio::post(*network, std::move(each.what));
    std::erase_if(late, [](late_call const& each) { return each.other_jobs == 0; });
    auto const found = std::ranges::find_if(schedule, [&](fault const& each) {
        return each.kind == what.kind && nth >= each.nth && nth - each.nth < each.times;
    });
    job_fate out;
    if (found == schedule.end()) return out;
    if (auto const* const error = std::get_if<fails>(&found->what)) {
        out.error = failed(error->number, error->file, error->operation);
    } else if (auto const* const cut = std::get_if<is_short>(&found->what)) {
        out.error = too_short(cut->file, cut->operation);
        out.bytes = cut->bytes;
    } else {
        out.late_by = std::get<is_late>(found->what).other_jobs;
    }
    return out;
}

void disk_in_memory::state::tell(job_fate const& how, std::function<void()> what)
{
    std::lock_guard const lock{mutex};
    if (how.late_by > 0 && !is_over)
        late.push_back({std::move(what), how.late_by});
    else
        boost::asio::post(*network, std::move(what));
}

void disk_in_memory::state::let_go()
{
    std::lock_guard const lock{mutex};
    for (auto& each : std::exchange(late, {}))
        boost::asio::post(*network, std::move(each.what));
}

disk_in_memory::disk_in_memory(faults schedule)
    : state_{std::make_shared<state>()}
{
    state_->schedule = std::move(schedule);
}

std::shared_ptr<session::disk_source const> disk_in_memory::source() const
{
    return std::make_shared<session::disk_source const>(session::disk_source{
        .make = [disk = state_](
                    lt::io_context& network,
                    lt::settings_interface const& /*settings*/,
                    lt::counters& /*stats*/) -> std::unique_ptr<lt::disk_interface> {
            return std::make_unique<memory_engine>(network, disk);
        },
        .free_bytes =
            [disk = state_](std::string const& /*folder*/) {
                std::lock_guard const lock{disk->mutex};
                return disk->free_bytes;
            }});
}

void disk_in_memory::put(std::string const& path, std::string bytes)
{
    std::lock_guard const lock{state_->mutex};
    state_->files[path] = std::move(bytes);
}

std::optional<std::string> disk_in_memory::get(std::string const& path) const
{
    std::lock_guard const lock{state_->mutex};
    auto const found = state_->files.find(path);
    return found == state_->files.end() ? std::nullopt : std::optional{found->second};
}

void disk_in_memory::set_free_bytes(std::int64_t free_bytes)
{
    std::lock_guard const lock{state_->mutex};
    state_->free_bytes = free_bytes;
}

void disk_in_memory::set_schedule(faults schedule)
{
    std::lock_guard const lock{state_->mutex};
    state_->schedule = std::move(schedule);
}

std::vector<job_asked> disk_in_memory::asked() const
{
    std::lock_guard const lock{state_->mutex};
    return state_->asked;
}

int disk_in_memory::count(job kind) const
{
    std::lock_guard const lock{state_->mutex};
    return state_->counts[static_cast<std::size_t>(kind)];
}

int disk_in_memory::held() const
{
    std::lock_guard const lock{state_->mutex};
    return static_cast<int>(state_->late.size());
}

void disk_in_memory::let_go()
{
    state_->let_go();
}

}  // namespace bt::test
