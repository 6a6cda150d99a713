#include "file_watch.hpp"

namespace bt::disk {

file_stamp stamp_of(struct stat const& facts)
{
    constexpr std::int64_t second = 1'000'000'000;
    return {
        .size = facts.st_size,
        .mtime_ns = facts.st_mtim.tv_sec * second + facts.st_mtim.tv_nsec,
        .ctime_ns = facts.st_ctim.tv_sec * second + facts.st_ctim.tv_nsec,
        .device = facts.st_dev,
        .inode = facts.st_ino};
}

file_watch::sight& file_watch::at(int index)
{
    auto const place = static_cast<std::size_t>(index);
    if (place >= sights_.size()) sights_.resize(place + 1);
    return sights_[place];
}

void file_watch::met(int index, int fd)
{
    struct stat facts {};
    std::lock_guard const lock{mutex_};
    auto& seen = at(index);
    if (seen.known || seen.writers > 0 || ::fstat(fd, &facts) != 0) return;
    seen.stamp = stamp_of(facts);
    seen.known = true;
}

bool file_watch::has_changed(int index, int fd)
{
    struct stat facts {};
    std::lock_guard const lock{mutex_};
    auto& seen = at(index);
    if (!seen.known || seen.writers > 0 || ::fstat(fd, &facts) != 0) return false;
    auto const now = stamp_of(facts);
    if (seen.stamp == now) return false;
    seen.stamp = now;
    return true;
}

file_watch::finding file_watch::begin_write(int index, int fd)
{
    struct stat facts {};
    std::lock_guard const lock{mutex_};
    auto& seen = at(index);
    auto found = finding::ours;
    if (seen.writers == 0 && seen.known && ::fstat(fd, &facts) == 0) {
        auto const now = stamp_of(facts);
        if (now.size < seen.stamp.size || now.inode != seen.stamp.inode
            || now.device != seen.stamp.device)
            return finding::lost;
        if (now != seen.stamp) found = finding::changed;
    }
    ++seen.writers;
    return found;
}

bool file_watch::end_write(int index, int fd)
{
    struct stat facts {};
    std::lock_guard const lock{mutex_};
    auto& seen = at(index);
    seen.unsynced = seen.unsettled = true;
    if (--seen.writers > 0) return true;
    if (::fstat(fd, &facts) != 0) return true;
    seen.stamp = stamp_of(facts);
    seen.known = true;
    return facts.st_nlink > 0;
}

void file_watch::look_again(int index, int fd)
{
    struct stat facts {};
    std::lock_guard const lock{mutex_};
    auto& seen = at(index);
    seen.unsettled = false;
    if (seen.writers > 0 || ::fstat(fd, &facts) != 0) return;
    auto const now = stamp_of(facts);
    if (seen.known && (now.size != seen.stamp.size || now.inode != seen.stamp.inode)) return;
    seen.stamp = now;
    seen.known = true;
}

void file_watch::settle(int index, int fd)
{
    {
        std::lock_guard const lock{mutex_};
        if (!at(index).unsettled) return;
    }
    look_again(index, fd);
}

void file_watch::forget()
{
    std::lock_guard const lock{mutex_};
    for (auto& each : sights_)
        each.known = false;
}

void file_watch::forget(int index)
{
    std::lock_guard const lock{mutex_};
    at(index).known = false;
}

std::vector<int> file_watch::take_unsynced()
{
    std::vector<int> out;
    std::lock_guard const lock{mutex_};
    for (std::size_t i = 0; i < sights_.size(); ++i) {
        if (!sights_[i].unsynced) continue;
        sights_[i].unsynced = false;
        out.push_back(static_cast<int>(i));
    }
    return out;
}

void file_watch::put_back(std::vector<int> const& unsynced)
{
    std::lock_guard const lock{mutex_};
    for (auto const index : unsynced)
        at(index).unsynced = true;
}

}  // namespace bt::disk
