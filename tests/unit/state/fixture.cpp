#include "fixture.hpp"

#include <fmt/format.h>

#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>

namespace bt::test {
namespace {

int take_first(void* into, int count, char** values, char** /*names*/)
{
    auto& first = *static_cast<std::string*>(into);
    if (count > 0 && values[0] != nullptr && first.empty()) first = values[0];
    return 0;
}

std::string execute(std::string const& path, std::string const& sql)
{
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK)
        << path;
    std::string first;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), take_first, &first, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database) << ": " << sql;
    sqlite3_close(database);
    return first;
}

}  // namespace

state::saved_torrent sample_torrent(int number, std::size_t resume_size)
{
    auto const seed = static_cast<std::uint32_t>(number);
    state::saved_torrent out;
    out.info_hash_v1 = fmt::format("{:040x}", number);
    out.info_hash_v2 = fmt::format("{:064x}", number);
    out.key = number % 3 == 0 ? out.info_hash_v2 : out.info_hash_v1;
    out.resume = noise(resume_size, seed);
    out.magnet = fmt::format("magnet:?xt=urn:btih:{}", out.info_hash_v1);
    out.files = {{.size = number, .mtime_ns = -7}, {}, {.size = 1L << 40, .mtime_ns = 1L << 60}};
    out.save_path = "/srv/" + noise(8, seed + 1);
    out.name = fmt::format("torrent {}", number);
    out.category = "films";
    out.tags = {"a b", "", noise(3, seed)};
    out.origin = "list.txt";
    out.source_feed_url = "http://127.0.0.1/feed";
    out.added_time = 1'700'000'000 + number;
    out.position = number;
    out.completed_time = number + 1;
    out.torrent_file = "d4:infod4:name1:aee";
    return out;
}

std::vector<state::saved_torrent> sample_torrents(int count, std::size_t resume_size)
{
    std::vector<state::saved_torrent> out;
    for (int number = 0; number < count; ++number)
        out.push_back(sample_torrent(number, resume_size));
    return out;
}

void change(std::string const& database, std::string const& sql)
{
    (void)execute(database, sql);
}

std::string ask(std::string const& database, std::string const& query)
{
    return execute(database, query);
}

unsigned mode_of(std::string const& path)
{
    struct stat facts {};
    EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
    return facts.st_mode & 07777;
}

forked::forked(std::function<void(std::function<void(int)> const& say)> const& work)
{
    int ends[2]{};
    EXPECT_EQ(::pipe(ends), 0);
    pid_ = ::fork();
    EXPECT_GE(pid_, 0);
    if (pid_ == 0) {
        ::close(ends[0]);
        try {
            work([&](int number) { (void)!::write(ends[1], &number, sizeof number); });
        } catch (std::exception const& e) {
            fmt::print(stderr, "in the other process: {}\n", e.what());
            ::_exit(1);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    from_ = ends[0];
}

forked::~forked()
{
    kill();
    ::close(from_);
}

std::optional<int> forked::listen()
{
    int number = 0;
    if (::read(from_, &number, sizeof number) != sizeof number) return {};
    return number;
}

void forked::kill()
{
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

}  // namespace bt::test
