#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace bt_add {

/// A part of memory that somebody shares.
struct chunk {
    std::shared_ptr<char const[]> data;
    std::size_t from = 0;
    std::size_t size = 0;
};

/// A copy of its own.
[[nodiscard]] chunk chunk_of(std::string_view bytes);

/// Writes to a descriptor on a thread of its own, in order, so that a reader that takes its time
/// holds up nobody else. Belongs to the thread that made it.
class paced_output {
public:
    /// `on_change` is called on the writing thread when something was written, or cannot be. The
    /// descriptor is not closed.
    paced_output(int fd, std::function<void()> on_change);
    /// Does not wait for a reader: what is still queued is lost.
    ~paced_output();
    paced_output(paced_output const&) = delete;
    paced_output& operator=(paced_output const&) = delete;
    paced_output(paced_output&&) = delete;
    paced_output& operator=(paced_output&&) = delete;

    void push(chunk what);
    /// What was pushed and is not written yet.
    [[nodiscard]] std::size_t queued_bytes() const;
    /// errno of the write that failed, after which nothing more is written; 0 while all is well.
    [[nodiscard]] int trouble() const;

private:
    struct shared;
    std::shared_ptr<shared> shared_;
};

}  // namespace bt_add
