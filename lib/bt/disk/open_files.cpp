#include "open_files.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

namespace bt::disk {

void open_files::set_capacity(std::size_t most)
{
    std::vector<handle> closing;
    std::lock_guard const lock{mutex_};
    most_ = std::max<std::size_t>(1, most);
    shrink(closing);
}

std::size_t open_files::fitting(std::size_t wanted)
{
    constexpr std::size_t least = 4;
    rlimit allowed{};
    if (::getrlimit(RLIMIT_NOFILE, &allowed) != 0) return std::max(wanted, least);
    return std::clamp<std::size_t>(
        wanted, least, std::max<std::size_t>(least, allowed.rlim_cur / 4));
}

open_files::handle open_files::find(std::uint64_t owner, int index, bool writable)
{
    std::lock_guard const lock{mutex_};
    auto const found = all_.find({owner, index});
    if (found == all_.end() || (writable && !found->second->open->writable)) return {};
    found->second->last_use = clock::now();
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->open;
}

open_files::handle open_files::keep(std::uint64_t owner, int index, unique_fd fd, bool writable)
{
    auto made = std::make_shared<file>();
    made->fd = std::move(fd);
    made->writable = writable;
    std::vector<handle> closing;
    std::lock_guard const lock{mutex_};
    auto const [at, is_new] = all_.try_emplace({owner, index});
    if (is_new) {
        by_use_.push_front({{owner, index}, made, clock::now()});
        at->second = by_use_.begin();
    } else if (writable && !at->second->open->writable) {
        closing.push_back(std::exchange(at->second->open, made));
    }
    shrink(closing);
    return made;
}

void open_files::drop(std::uint64_t owner)
{
    std::vector<handle> closing;
    std::lock_guard const lock{mutex_};
    auto const first = all_.lower_bound({owner, std::numeric_limits<int>::min()});
    auto last = first;
    for (; last != all_.end() && last->first.first == owner; ++last) {
        closing.push_back(std::move(last->second->open));
        by_use_.erase(last->second);
    }
    all_.erase(first, last);
}

void open_files::drop(std::uint64_t owner, int index)
{
    handle closing;
    std::lock_guard const lock{mutex_};
    auto const found = all_.find({owner, index});
    if (found == all_.end()) return;
    closing = std::move(found->second->open);
    by_use_.erase(found->second);
    all_.erase(found);
}

void open_files::drop_all()
{
    order closing;
    std::lock_guard const lock{mutex_};
    all_.clear();
    closing.swap(by_use_);
}

std::vector<open_files::entry> open_files::list(std::uint64_t owner) const
{
    std::vector<entry> out;
    std::lock_guard const lock{mutex_};
    for (auto at = all_.lower_bound({owner, std::numeric_limits<int>::min()});
         at != all_.end() && at->first.first == owner;
         ++at)
        out.push_back({at->first.second, at->second->open->writable, at->second->last_use});
    return out;
}

std::size_t open_files::size() const
{
    std::lock_guard const lock{mutex_};
    return all_.size();
}

// Closing may take long on a network file system: it is done after the lock is gone.
void open_files::shrink(std::vector<handle>& closing)
{
    while (by_use_.size() > most_) {
        closing.push_back(std::move(by_use_.back().open));
        all_.erase(by_use_.back().of);
        by_use_.pop_back();
    }
}

}  // namespace bt::disk
