#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace bt::control {

/// What one client has to be sent, in blocks: so it takes little more memory than it has bytes, and
/// what is sent is given back.
class out_queue {
public:
    static constexpr std::size_t block_bytes = 64 * 1024;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return blocks_.empty(); }

    void append(std::string_view text)
    {
        size_ += text.size();
        while (!text.empty()) {
            bool const is_full = blocks_.empty() || blocks_.back().size() == block_bytes;
            if (is_full || (held_ && blocks_.size() == 1)) blocks_.emplace_back();
            auto& last = blocks_.back();
            auto const count = std::min(text.size(), block_bytes - last.size());
            last.append(text.substr(0, count));
            text.remove_prefix(count);
        }
    }

    /// The next bytes, of one block; not if it is empty.
    [[nodiscard]] std::string_view front() const
    {
        return std::string_view{blocks_.front()}.substr(gone_);
    }
    /// While it is held, front() stays where it is.
    void hold(bool whether) { held_ = whether; }
    /// So many bytes of front() are sent.
    void drop(std::size_t count)
    {
        gone_ += count;
        size_ -= count;
        if (gone_ < blocks_.front().size()) return;
        blocks_.pop_front();
        gone_ = 0;
    }

private:
    std::deque<std::string> blocks_;
    std::size_t gone_ = 0;  // of the first
    std::size_t size_ = 0;
    bool held_ = false;
};

}  // namespace bt::control
