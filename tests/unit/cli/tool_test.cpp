#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/common_options.hpp>
#include <bt/cli/config.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/network_options.hpp>
#include <bt/cli/progress.hpp>
#include <bt/cli/teller.hpp>
#include <bt/cli/tool.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <sstream>

namespace bt::cli {
namespace {

struct options {
    std::string word = "default";
    duration limit;
    common_options common;
};

std::function<exit_code(options const&, io&)> body;

void declare(CLI::App& app, options& into)
{
    app.add_option("--word", into.word, "A word.");
    add_duration(app, "--limit", into.limit, "A limit.");
    declare_common(app, into.common);
}

exit_code call_body(options const& given, io& streams)
{
    return body ? body(given, streams) : exit_code::ok;
}

struct ended {
    int status;
    std::string out;
    std::string err;
};

ended run_with(std::vector<char const*> arguments)
{
    tool<options> const what{
        .name = "bt-try",
        .summary = "Try.",
        .engine = "2.0.8",
        .declare = declare,
        .run = call_body};
    arguments.insert(arguments.begin(), "bt-try");
    std::ostringstream out;
    std::ostringstream err;
    io streams{.out = out, .err = err};
    int const status =
        run_tool(what, static_cast<int>(arguments.size()), arguments.data(), streams);
    return {status, out.str(), err.str()};
}

class a_tool : public ::testing::Test {
protected:
    void SetUp() override
    {
        ::setenv("XDG_CONFIG_HOME", place.path().c_str(), 1);
        body = [this](options const& given, io&) {
            seen = given;
            return exit_code::ok;
        };
    }
    void TearDown() override
    {
        body = {};
        ::unsetenv("BT_TRY_WORD");
    }

    void configure(std::string const& text) const
    {
        test::write_file(place / "bt-tools/config.toml", text);
    }

    test::scratch place;
    options seen;
};

TEST_F(a_tool, prints_help_and_version_and_ends_well)
{
    auto const help = run_with({"--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_NE(help.out.find("--limit"), std::string::npos);
    EXPECT_NE(run_with({"--help=all"}).out.find("--limit"), std::string::npos);
    auto const json = nlohmann::json::parse(run_with({"--help=json"}).out);
    EXPECT_EQ(json["kind"], "help");
    EXPECT_EQ(json["name"], "bt-try");
    auto const version = run_with({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_TRUE(version.out.starts_with("bt-try ")) << version.out;
    EXPECT_TRUE(version.out.ends_with("(libtorrent 2.0.8)\n")) << version.out;
}

TEST_F(a_tool, says_in_one_line_what_is_wrong_with_its_arguments)
{
    auto const unknown = run_with({"--wrod", "x"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_EQ(unknown.out, "");
    EXPECT_EQ(
        unknown.err,
        "bt-try: there is no option --wrod (try bt-try --help)\n"
        "bt-try: hint: did you mean --word?\n");
    auto const bad = run_with({"--limit", "soon"});
    EXPECT_EQ(bad.status, 2);
    EXPECT_EQ(
        bad.err,
        "bt-try: --limit: 'soon' is not a time such as 90s, 15m or 2h (try bt-try --help)\n");
}

TEST_F(a_tool, turns_an_error_into_its_status_a_sentence_and_a_hint)
{
    body = [](options const&, io&) -> exit_code {
        throw error{exit_code::corrupt, "cannot \x1b[0m", "try again"};
    };
    auto const end = run_with({});
    EXPECT_EQ(end.status, 6);
    EXPECT_EQ(end.err, "bt-try: cannot \\x1b[0m\nbt-try: hint: try again\n");
    body = [](options const&, io&) -> exit_code { throw std::runtime_error{"oops"}; };
    EXPECT_EQ(run_with({}).err, "bt-try: internal error: oops\n");
    EXPECT_EQ(run_with({}).status, 1);
    body = [](options const&, io&) -> exit_code {
        throw std::system_error{EAGAIN, std::generic_category()};
    };
    EXPECT_EQ(
        run_with({}).err, "bt-try: out of memory or threads: Resource temporarily unavailable\n");
    EXPECT_EQ(run_with({}).status, 1);
}

TEST_F(a_tool, reads_options_from_file_environment_and_command_line_in_that_order)
{
    (void)run_with({});
    EXPECT_EQ(seen.word, "default");
    configure("[bt-try]\nword = \"file # kept\"\nlimit = \"5s\"\n[bt-add]\nword = \"no\"\n");
    (void)run_with({});
    EXPECT_EQ(seen.word, "file # kept");
    EXPECT_EQ(seen.limit.value, std::chrono::seconds{5});
    ::setenv("BT_TRY_WORD", "environment", 1);
    (void)run_with({});
    EXPECT_EQ(seen.word, "environment");
    (void)run_with({"--word", "typed"});
    EXPECT_EQ(seen.word, "typed");
    ::unsetenv("BT_TRY_WORD");
    (void)run_with({"--config", "none"});
    EXPECT_EQ(seen.word, "default");
}

TEST_F(a_tool, ends_with_3_for_a_configuration_it_cannot_use)
{
    for (auto const* text : {"[bt-try]\nwrod = 1\n", "[bt-try\n", "[bt-try]\nword = {a = 1}\n"}) {
        configure(text);
        auto const end = run_with({});
        EXPECT_EQ(end.status, 3) << text << end.err;
        EXPECT_TRUE(end.err.starts_with("bt-try: cannot use line ")) << end.err;
    }
    configure("");
    EXPECT_EQ(run_with({"--config", "/nonexistent/x"}).status, 3);
}

TEST_F(a_tool, ends_with_2_for_a_bad_variable)
{
    ::setenv("BT_TRY_LIMIT", "soon", 1);
    EXPECT_EQ(run_with({}).status, 2);
    ::unsetenv("BT_TRY_LIMIT");
}

TEST(standard_output, that_is_full_or_gone_is_told_apart)
{
    auto const status = [](int fd) {
        descriptor_buffer buffer{fd};
        std::ostream out{&buffer};
        out.exceptions(std::ios::badbit);
        try {
            out << "x" << std::flush;
        } catch (error const& e) {
            return e.code();
        }
        return exit_code::ok;
    };
    int const full = ::open("/dev/full", O_WRONLY);
    EXPECT_EQ(status(full), exit_code::no_output);
    ::close(full);
    int pipe[2]{};
    ASSERT_EQ(::pipe(pipe), 0);
    ::close(pipe[0]);
    std::signal(SIGPIPE, SIG_IGN);
    EXPECT_EQ(status(pipe[1]), exit_code::broken_pipe);
    ::close(pipe[1]);
    EXPECT_EQ(status(-1), exit_code::no_output);
}

TEST(an_interrupt, is_a_stop_request_that_knows_its_signal)
{
    interrupt watching;
    ::kill(::getpid(), SIGUSR1);
    for (int i = 0; i < 200 && !watching.take_status_request(); ++i)
        ::usleep(10'000);
    EXPECT_FALSE(watching.take_status_request());
    EXPECT_FALSE(watching.token().stop_requested());
    ::kill(::getpid(), SIGTERM);
    for (int i = 0; i < 200 && !watching.token().stop_requested(); ++i)
        ::usleep(10'000);
    EXPECT_TRUE(watching.token().stop_requested());
    EXPECT_EQ(watching.signal(), SIGTERM);
}

TEST(the_summary, is_the_last_line_on_every_way_out)
{
    std::ostringstream out;
    std::ostringstream err;
    io streams{.out = out, .err = err};
    common_options common;
    common.json = true;
    teller tell{"bt-try", common, streams};
    EXPECT_EQ(with_summary(tell, [](auto&) { return exit_code::corrupt; }), exit_code::corrupt);
    EXPECT_THROW(
        with_summary(
            tell,
            [](auto&) -> exit_code {
                throw error{exit_code::io, "cannot"};
            }),
        error);
    std::istringstream lines{out.str()};
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(nlohmann::json::parse(line)["reason"], "corrupt");
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_EQ(nlohmann::json::parse(line)["exit_code"], 11);
    EXPECT_EQ(nlohmann::json::parse(line)["message"], "cannot");
}

TEST(several_statuses, are_one_if_they_agree)
{
    using enum exit_code;
    EXPECT_EQ(combined({}), ok);
    EXPECT_EQ(combined(std::array{corrupt, corrupt}), corrupt);
    EXPECT_EQ(combined(std::array{ok, corrupt}), partial);
}

TEST(the_progress_line, fits_whatever_the_width)
{
    progress_state const state{
        .what = "a name \x1b with \xe6\x97\xa5\xe6\x9c\xac and more of it than fits",
        .ratio = 0.5,
        .done_bytes = 1 << 20,
        .total_bytes = 2 << 20,
        .rate = 1 << 19,
        .eta = std::chrono::seconds{2},
        .extra = "3 peers"};
    for (std::size_t width = 20; width < 200; ++width)
        EXPECT_LE(columns_of(progress_text(state, width)), width);
    EXPECT_NE(progress_text(state, 120).find("[##########..........]"), std::string::npos);
}

TEST(host_and_port, are_told_apart)
{
    host_and_port parsed;
    EXPECT_TRUE(parse_host_port("a.b:1", parsed));
    EXPECT_EQ(parsed, (host_and_port{"a.b", 1}));
    EXPECT_TRUE(parse_host_port("[::1]:65535", parsed));
    EXPECT_EQ(parsed, (host_and_port{"::1", 65535}));
    for (auto const* bad : {"", ":1", "a", "a:", "a:x", "a:65536", "::1:5", "[::1]", "a b:1"})
        EXPECT_FALSE(parse_host_port(bad, parsed)) << bad;
}

TEST(variables, are_named_after_tool_and_option)
{
    EXPECT_EQ(variable_of("bt-add", "stop-timeout"), "BT_ADD_STOP_TIMEOUT");
}

}  // namespace
}  // namespace bt::cli
