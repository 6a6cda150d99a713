#pragma once

#include <bt/session/session.hpp>
#include <bt/torrent/contents.hpp>

#include <bt-add/paced_output.hpp>
#include <bt-add/stream_form.hpp>
#include <bt-add/stream_plan.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace bt_add {

struct stream_request {
    bt::torrent::contents const* what = nullptr;  ///< outlives the stream
    std::vector<stream_part> parts;
    int fd = -1;
    bool tar = false;
    std::int64_t mtime = 0;  ///< Unix seconds, for what the torrent has no time of
    std::function<void(int piece)> read_piece;
    /// On any thread: take a turn soon.
    std::function<void()> on_change;
};

/// Files in their order on one descriptor, as their pieces become complete. Holds a few pieces in
/// memory, however slow the reader is. Used on one thread.
class stream {
public:
    explicit stream(stream_request request);

    /// What is here, and later what comes.
    void have(std::vector<bool> const& pieces);
    void have(int piece);
    void on_piece(bt::session::piece_content const& content);
    /// Asks for pieces and passes on what came. Throws error(failed).
    void take_turn();

    /// Every byte was written.
    [[nodiscard]] bool is_done() const;
    /// errno of the write that failed; 0 while all is well.
    [[nodiscard]] int trouble() const { return output_.trouble(); }
    /// Why a piece could not be read back; empty while all is well.
    [[nodiscard]] std::string const& read_trouble() const { return read_trouble_; }
    /// Content that was passed on.
    [[nodiscard]] std::int64_t passed_bytes() const { return passed_; }

private:
    void ask();
    [[nodiscard]] bool pass_on();

    stream_request request_;
    paced_output output_;
    std::unique_ptr<stream_form> form_;
    std::vector<bool> have_;
    std::set<int> asked_;
    std::map<int, bt::session::piece_content> ready_;
    std::size_t part_ = 0;
    std::int64_t at_ = 0;
    bool begun_ = false;  // the part's header was passed on
    bool finished_ = false;
    std::int64_t passed_ = 0;
    std::string read_trouble_;
};

}  // namespace bt_add
