#include "disk.hpp"

#include <sys/stat.h>

namespace bt::test {
namespace {

namespace fs = std::filesystem;

/// What somebody put into the target folder before the download.
struct trap {
    char const* name;
    char const* at;  ///< below got
    char const* to;  ///< below the scratch folder
};

void PrintTo(trap const& of, std::ostream* to)
{
    *to << of.name;
}

class planted_link : public served, public ::testing::WithParamInterface<trap> {};

// A copy of the torrent's own tree, with other bytes, is what the links lead into.
TEST_P(planted_link, is_not_written_through)
{
    for (auto const* name : {"large.bin", "a/nested/deep.bin", "a-b/small.txt"})
        write_file((place / "victim/") + name, "keep me");
    auto const before = place / "before";
    fs::copy(place / "victim", before, fs::copy_options::recursive);
    fs::path const link = place.path() / "got" / GetParam().at;
    fs::create_directories(link.parent_path());
    fs::create_symlink(place / GetParam().to, link);

    serve(make("x", {}));
    auto const end = run(fetch());
    expect_one_file_error(end, link, "symbolic link");
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_TRUE(same_tree(place / "victim", before));
    EXPECT_FALSE(fs::exists(place / "nowhere"));
}

INSTANTIATE_TEST_SUITE_P(
    all,
    planted_link,
    ::testing::Values(
        trap{"file", "data/large.bin", "victim/large.bin"},
        trap{"empty_file", "data/empty", "victim/empty"},
        trap{"file_that_is_nowhere", "data/large.bin", "nowhere"},
        trap{"folder", "data/a", "victim/a"},
        trap{"inner_folder", "data/a/nested", "victim/a/nested"},
        trap{"folder_of_the_torrent", "data", "victim"}));

class linked : public served {};

TEST_F(linked, a_target_folder_that_is_a_link_itself_is_the_users_wish)
{
    fs::create_directories(place / "elsewhere");
    fs::create_directory_symlink("elsewhere", place / "got");
    serve(make("x", {}));
    expect_ok(run(fetch()));
    EXPECT_TRUE(same_tree(place / "src/data", place / "elsewhere/data"));
}

/// The same files, links, targets and executable files.
std::map<std::string, std::string> kinds_in(std::string const& root)
{
    std::map<std::string, std::string> out;
    for (auto const& each : fs::recursive_directory_iterator{root}) {
        auto const mode = each.symlink_status().permissions();
        out[fs::relative(each.path().parent_path(), root) / each.path().filename()] =
            each.is_symlink()     ? "link to " + fs::read_symlink(each.path()).string()
            : each.is_directory() ? "folder"
            : (mode & fs::perms::owner_exec) != fs::perms::none ? "program"
                                                                : "file";
    }
    return out;
}

class attributes : public served, public ::testing::WithParamInterface<std::string> {};

TEST_P(attributes, of_links_and_programs_arrive_and_stay)
{
    auto const data = place / "src/data/";
    fs::create_symlink("large.bin", data + "beside");
    fs::create_symlink("../large.bin", data + "a/above");
    fs::create_symlink("a/nested/deep.bin", data + "below");
    fs::create_directory_symlink("nested", data + "a/folder");
    write_file(data + "a/program", noise(40'000, 5));
    fs::permissions(data + "a/program", fs::perms{0755});
    fs::permissions(data + "run.sh", fs::perms{0755});
    serve(make("x", {"-m", GetParam(), "--symlinks", "store"}));
    for (auto const* round : {"first", "second"}) {
        expect_ok(run(fetch()));
        EXPECT_TRUE(arrived()) << round;
        EXPECT_EQ(kinds_in(data), kinds_in(place / "got/data")) << round;
    }
}

INSTANTIATE_TEST_SUITE_P(formats, attributes, ::testing::Values("v1", "v2", "hybrid"));

TEST_F(linked, seeding_changes_nothing_on_disk)
{
    auto const data = place / "src/data/";
    fs::create_symlink("large.bin", data + "beside");
    auto const torrent = make("x", {"--symlinks", "store"});
    fs::remove(data + "beside");
    fs::permissions(data + "run.sh", fs::perms{0600});
    auto const before = kinds_in(data);
    serve(torrent);
    expect_ok(run(fetch()));
    expect_ok(stop_seeder());
    EXPECT_EQ(kinds_in(data), before);
}

// bt-create follows links unless it is told otherwise; what it made can be served from there.
TEST_F(linked, what_was_made_through_links_is_served_through_them)
{
    write_file(place / "outside/far.bin", noise(100'000, 6));
    fs::create_symlink("../../outside/far.bin", place / "src/data/far.bin");
    fs::create_symlink("large.bin", place / "src/data/near.bin");
    fs::create_directory_symlink("../../outside", place / "src/data/far");
    serve(make("x", {"--symlinks", "follow"}));
    expect_ok(run(fetch()));
    for (auto const* name : {"far.bin", "near.bin", "far/far.bin"})
        EXPECT_EQ(read_file((place / "got/data/") + name), read_file((place / "src/data/") + name))
            << name;
    expect_ok(stop_seeder());
}

TEST_F(linked, what_is_no_file_is_told_and_stays)
{
    auto const torrent = make("x", {});
    serve(torrent);
    auto const where = place / "got/data/large.bin";
    fs::create_directories(where);
    auto end = run(fetch());
    expect_one_file_error(end, where, "");
    EXPECT_TRUE(fs::is_directory(where));

    fs::remove(where);
    ASSERT_EQ(::mkfifo(where.c_str(), 0666), 0);
    end = run(fetch(), std::chrono::seconds{20});
    expect_one_file_error(end, where, "");
    EXPECT_TRUE(fs::is_fifo(where));
}

/// Bencoding of a string.
std::string coded(std::string const& text)
{
    return std::to_string(text.size()) + ":" + text;
}

using names = std::vector<std::string>;

std::string coded(names const& list)
{
    std::string out = "l";
    for (auto const& each : list)
        out += coded(each);
    return out + "e";
}

/// Bytes of hexadecimal digits.
std::string bytes_of(std::string const& digits)
{
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return out;
}

/// A torrent of data/a.txt with "hello" in it, and links to what is given.
std::string v1_with(std::vector<names> const& targets)
{
    std::string files = "d6:lengthi5e4:path" + coded(names{"a.txt"}) + "e";
    for (std::size_t i = 0; i < targets.size(); ++i)
        files += "d4:attr1:l6:lengthi0e4:path" + coded(names{"link" + std::to_string(i)})
            + "12:symlink path" + coded(targets[i]) + "e";
    auto const hash = bytes_of("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d");
    return "d4:infod5:filesl" + files + "e4:name4:data12:piece lengthi16384e6:pieces" + coded(hash)
        + "ee";
}

std::string v2_with(std::vector<names> const& targets)
{
    auto const root = bytes_of("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    std::string files = "5:a.txtd0:d6:lengthi5e11:pieces root" + coded(root) + "ee";
    for (std::size_t i = 0; i < targets.size(); ++i)
        files += coded("link" + std::to_string(i)) + "d0:d4:attr1:l6:lengthi0e12:symlink path"
            + coded(targets[i]) + "ee";
    return "d4:infod9:file treed" + files
        + "e12:meta versioni2e4:name4:data12:piece lengthi16384ee12:piece layersdee";
}

TEST_F(linked, a_link_of_a_torrent_never_leads_out_of_it)
{
    write_file(place / "got/victim", "keep me");
    std::vector<names> const targets{
        {"..", "victim"},
        {"..", "..", "..", "etc", "passwd"},
        {"/etc/passwd"},
        {"", "etc", "passwd"},
        {"../victim"},
        {".."},
        {"link5"},            // a link that leads out
        {"link5", "victim"},  // and something below it
        {"a.txt"}};
    for (auto const& torrent : {v1_with(targets), v2_with(targets)}) {
        fs::remove_all(place / "got/data");
        write_file(place / "got/data/a.txt", "hello");
        write_file(place / "x.torrent", torrent);
        auto const end =
            run(on_disk("bt-add", {"-j", "-W", "10s", "-d", place / "got", place / "x.torrent"}));
        expect_ok(end);
        EXPECT_EQ(fs::read_symlink(place / "got/data/link8"), "a.txt");
        auto const root = fs::canonical(place / "got/data").string();
        for (auto const& each : fs::directory_iterator{root}) {
            if (!each.is_symlink()) continue;
            auto const target = fs::read_symlink(each.path());
            EXPECT_TRUE(target.is_relative()) << target;
            // A link to itself leads nowhere.
            std::error_code loop;
            auto const end_of_it = fs::weakly_canonical(root / target, loop).string();
            EXPECT_TRUE(loop || (end_of_it + "/").starts_with(root + "/")) << target;
        }
        EXPECT_EQ(read_file(place / "got/victim"), "keep me");
    }
}

}  // namespace
}  // namespace bt::test
