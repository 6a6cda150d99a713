#pragma once

#include <bt/session/disk_source.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/operations.hpp>
#include <libtorrent/units.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A disk in memory on which things go wrong as a test says.
namespace bt::test {

/// What a session asks its disk for.
enum class job {
    read,
    write,
    hash,
    hash2,
    check,
    move,
    release,
    rename,
    remove,
    priority,
    stop,
    clear
};

/// Nothing is done, and the job is told this errno. Jobs that cannot be told one are done.
struct fails {
    int number = 0;
    lt::file_index_t file{0};
    lt::operation_t operation = lt::operation_t::unknown;
};

/// Done at once, and told later: when this many other jobs were asked for, or at let_go().
struct is_late {
    int other_jobs = std::numeric_limits<int>::max();
};

/// The file ends too early: so many bytes come, with file_too_short.
struct is_short {
    int bytes = 0;
    lt::file_index_t file{0};
    lt::operation_t operation = lt::operation_t::file_read;
};

struct fault {
    job kind = job::read;
    int nth = 1;    ///< of its kind, from 1
    int times = 1;  ///< how many of them in a row
    std::variant<fails, is_late, is_short> what;
};
using faults = std::vector<fault>;

inline constexpr int for_ever = std::numeric_limits<int>::max();

struct job_asked {
    job kind = job::read;
    int piece = -1;
    int start = 0;
    int length = 0;
};

/// What is on it outlives its sessions, of which there is one at a time. Results come on the
/// session's own loop, in the order of the jobs but for those that are late. The end of a session
/// lets go of all but late reads and writes, which libtorrent waits for. A piece with a block that
/// could not be written is not hashed. Safe from any thread.
class disk_in_memory {
public:
    explicit disk_in_memory(faults schedule = {});

    [[nodiscard]] std::shared_ptr<session::disk_source const> source() const;

    /// Files by their whole path.
    void put(std::string const& path, std::string bytes);
    [[nodiscard]] std::optional<std::string> get(std::string const& path) const;
    /// What it says when it is asked how much room there is.
    void set_free_bytes(std::int64_t free_bytes);

    /// Instead of what was to come; jobs are counted from the first one on.
    void set_schedule(faults schedule);
    [[nodiscard]] std::vector<job_asked> asked() const;
    [[nodiscard]] int count(job kind) const;
    /// How many are done and not told.
    [[nodiscard]] int held() const;
    void let_go();

    struct state;

private:
    std::shared_ptr<state> state_;
};

}  // namespace bt::test
