#include "part_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace bt::disk {
namespace {

constexpr std::int64_t header_unit = 1024;
constexpr std::int32_t no_slot = -1;
constexpr std::size_t field_bytes = 4;

std::array<char, field_bytes> big_endian(std::int32_t value)
{
    auto const bits = static_cast<std::uint32_t>(value);
    return {
        static_cast<char>(bits >> 24),
        static_cast<char>(bits >> 16),
        static_cast<char>(bits >> 8),
        static_cast<char>(bits)};
}

std::int32_t number_at(std::vector<char> const& bytes, std::size_t field)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < field_bytes; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[field * field_bytes + i]);
    return static_cast<std::int32_t>(value);
}

std::int64_t header_bytes(int pieces)
{
    auto const used = (std::int64_t{pieces} + 2) * static_cast<std::int64_t>(field_bytes);
    return (used + header_unit - 1) / header_unit * header_unit;
}

moved_bytes write_bytes(int fd, char* bytes, std::size_t size, std::int64_t at)
{
    strip whole;
    whole.add(bytes, size);
    return write_at(fd, whole, at);
}

}  // namespace

part_file::part_file(folder const& where, std::string name, int pieces, int piece_length)
    : where_{&where}
    , name_{std::move(name)}
    , pieces_{pieces}
    , piece_length_{piece_length}
{
    (void)load();
}

bool part_file::load()
{
    std::lock_guard const lock{mutex_};
    return load_once();
}

// A file that cannot be opened now, for want of a descriptor or rights, is not an empty one: that
// would be written over.
bool part_file::load_once()
{
    if (is_loaded_) return true;
    fd_ = where_->open(name_, O_RDONLY);
    is_loaded_ = !fd_ && errno == ENOENT;
    if (!fd_) return is_loaded_;
    std::vector<char> header(static_cast<std::size_t>(header_bytes(pieces_)));
    strip into;
    into.add(header.data(), header.size());
    auto const got = read_at(fd_.get(), into, 0);
    errno = got.error;
    is_loaded_ = got.error == 0;
    if (got.bytes < header.size() || number_at(header, 0) != pieces_
        || number_at(header, 1) != piece_length_)
        return is_loaded_;
    std::vector<bool> used(static_cast<std::size_t>(pieces_));
    for (int piece = 0; piece < pieces_; ++piece) {
        auto const slot = number_at(header, static_cast<std::size_t>(piece) + 2);
        // Two pieces in one slot would overwrite each other.
        if (slot < 0 || slot >= pieces_ || used[static_cast<std::size_t>(slot)]) continue;
        used[static_cast<std::size_t>(slot)] = true;
        slots_.emplace(piece, slot);
        next_slot_ = std::max(next_slot_, slot + 1);
    }
    for (int slot = 0; slot < next_slot_; ++slot)
        if (!used[static_cast<std::size_t>(slot)]) free_.push_back(slot);
    return true;
}

std::int64_t part_file::position(int slot, int offset) const
{
    return header_bytes(pieces_) + std::int64_t{slot} * piece_length_ + offset;
}

std::optional<int> part_file::slot_of(int piece) const
{
    auto const found = slots_.find(piece);
    return found == slots_.end() ? std::nullopt : std::optional{found->second};
}

bool part_file::holds(int piece) const
{
    std::lock_guard const lock{mutex_};
    return slots_.contains(piece);
}

moved_bytes part_file::read(int piece, int offset, strip const& into)
{
    std::lock_guard const lock{mutex_};
    if (!load_once()) return {0, errno};
    auto const slot = slot_of(piece);
    if (!slot) return {};
    if (!fd_) fd_ = where_->open(name_, O_RDONLY);
    if (!fd_) return {0, errno};
    return read_at(fd_.get(), into, position(*slot, offset));
}

bool part_file::open_for_writing()
{
    if (fd_ && is_writable_) return true;
    auto opened = where_->open(name_, O_RDWR | O_CREAT);
    if (!opened) return false;
    if (slots_.empty()) {
        std::vector<char> header(static_cast<std::size_t>(header_bytes(pieces_)));
        std::size_t at = 0;
        auto const put = [&](std::int32_t value) {
            for (char const c : big_endian(value))
                header[at++] = c;
        };
        put(pieces_);
        put(piece_length_);
        for (int piece = 0; piece < pieces_; ++piece)
            put(no_slot);
        if (::ftruncate(opened.get(), 0) != 0) return false;
        auto const done = write_bytes(opened.get(), header.data(), header.size(), 0);
        if (done.bytes < header.size()) {
            errno = done.error;
            return false;
        }
    }
    fd_ = std::move(opened);
    is_writable_ = true;
    return true;
}

bool part_file::enter(int piece, int slot)
{
    auto bytes = big_endian(slot);
    auto const at = (std::int64_t{piece} + 2) * static_cast<std::int64_t>(field_bytes);
    auto const done = write_bytes(fd_.get(), bytes.data(), bytes.size(), at);
    if (done.bytes < bytes.size()) errno = done.error;
    return done.bytes == bytes.size();
}

moved_bytes part_file::write(int piece, int offset, strip const& from)
{
    std::lock_guard const lock{mutex_};
    if (!load_once() || !open_for_writing()) return {0, errno};
    auto slot = slot_of(piece);
    bool const is_new = !slot;
    if (is_new) slot = free_.empty() ? next_slot_ : free_.back();
    is_dirty_ = true;
    auto const done = write_at(fd_.get(), from, position(*slot, offset));
    if (done.bytes < from.size() || !is_new) return done;
    // The table names a slot only once there is something in it.
    if (!enter(piece, *slot)) return {0, errno};
    slots_.emplace(piece, *slot);
    if (free_.empty())
        ++next_slot_;
    else
        free_.pop_back();
    return done;
}

bool part_file::forget(std::vector<int> const& pieces)
{
    std::lock_guard const lock{mutex_};
    if (!load_once()) return false;
    for (auto const piece : pieces) {
        auto const found = slots_.find(piece);
        if (found == slots_.end()) continue;
        if (!open_for_writing() || !enter(piece, no_slot)) return false;
        free_.push_back(found->second);
        slots_.erase(found);
        is_dirty_ = true;
    }
    if (!slots_.empty() || !fd_) return true;
    fd_ = {};
    is_writable_ = is_dirty_ = false;
    free_.clear();
    next_slot_ = 0;
    auto const there = where_->find(name_);
    return !there || ::unlinkat(there.above.get(), there.name.c_str(), 0) == 0 || errno == ENOENT;
}

bool part_file::sync()
{
    std::lock_guard const lock{mutex_};
    if (!is_dirty_ || !fd_) return true;
    if (::fdatasync(fd_.get()) != 0) return false;
    is_dirty_ = false;
    return true;
}

void part_file::close()
{
    std::lock_guard const lock{mutex_};
    if (!is_writable_) return;
    fd_ = where_->open(name_, O_RDONLY);
    is_writable_ = false;
}

}  // namespace bt::disk
