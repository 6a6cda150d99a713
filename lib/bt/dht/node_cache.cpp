#include "node_cache.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

namespace bt::dht {
namespace {

using wall = std::chrono::system_clock;

constexpr std::size_t most_nodes = 200;
constexpr std::chrono::hours longest{24 * 7};
constexpr read_request how_to_read{.doing = "read DHT nodes", .cap_bytes = std::size_t{1} << 20U};

std::optional<cached_node> parse_line(std::string_view line)
{
    auto const first = line.find(' ');
    auto const second = line.rfind(' ');
    if (first == std::string_view::npos || second == first) return std::nullopt;
    auto const where = parse_endpoint(line.substr(0, first));
    auto const id = parse_target(line.substr(first + 1, second - first - 1));
    auto const seen = parse_integer(
        line.substr(second + 1), 0, std::numeric_limits<std::int32_t>::max() * std::int64_t{8});
    if (!where || !id || !seen) return std::nullopt;
    return cached_node{{.where = *where, .id = *id}, wall::time_point{std::chrono::seconds{*seen}}};
}

std::vector<cached_node> parse(std::string_view text, wall::time_point now)
{
    std::vector<cached_node> out;
    while (!text.empty() && out.size() < most_nodes) {
        auto const end = std::min(text.find('\n'), text.size());
        auto const each = parse_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        // A clock that was set back makes nodes of the future; those are as good as old.
        if (each && now - each->seen < longest && each->seen <= now) out.push_back(*each);
    }
    return out;
}

class locked {
public:
    explicit locked(std::string const& path)
        : fd_{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)}
    {
        if (!fd_ || ::flock(fd_.get(), LOCK_EX) != 0) fail_errno(exit_code::io, "lock", path);
    }

private:
    unique_fd fd_;
};

}  // namespace

std::vector<cached_node> load_nodes(std::string const& path, wall::time_point now)
try {
    return parse(read_file(path, how_to_read), now);
} catch (error const&) {
    return {};
}

void save_nodes(std::string const& path, std::vector<contact> const& good, wall::time_point now)
{
    locked const only{path + ".lock"};
    std::vector<cached_node> all;
    for (auto const& each : good)
        if (each.id) all.push_back({each, now});
    for (auto const& each : load_nodes(path, now)) {
        bool const is_new = std::ranges::none_of(
            all, [&](cached_node const& other) { return other.node.where == each.node.where; });
        if (is_new) all.push_back(each);
    }
    if (all.size() > most_nodes) all.resize(most_nodes);
    std::string out;
    for (auto const& each : all)
        out += fmt::format(
            "{} {} {}\n",
            text_of(each.node.where),
            to_hex(view_of(*each.node.id)),
            std::chrono::duration_cast<std::chrono::seconds>(each.seen.time_since_epoch()).count());
    write_atomically(path, out, {.replace = true, .mode = 0600});
}

}  // namespace bt::dht
