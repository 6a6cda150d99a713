#include <bt/cli/teller.hpp>
#include <bt/state/feed_store.hpp>

#include <fmt/ostream.h>

#include <sys/stat.h>

#include <bt-feed/print.hpp>
#include <bt-feed/request.hpp>
#include <bt-feed/run.hpp>

/// What is known of feeds without asking their servers.
namespace bt_feed {
namespace {

using bt::exit_code;

/// Looking makes nothing.
bool is_there(std::string const& path)
{
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0;
}

}  // namespace

bt::exit_code run_list(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-feed", given.common, streams};
    auto const path = state_file_of(given, false);
    if (!is_there(path)) return exit_code::ok;
    bt::state::feed_store store{path};
    for (auto const& each : store.feeds()) {
        if (tell.write().as() == bt::record::form::human)
            fmt::print(streams.out, "{}\n", line_of(each));
        else
            tell.write()(each);
    }
    tell.flush();
    return exit_code::ok;
}

bt::exit_code run_forget(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-feed", given.common, streams};
    auto const path = state_file_of(given, false);
    std::optional<bt::state::feed_store> store;
    std::optional<bt::state::feed_claims> claims;
    if (is_there(path)) {
        store.emplace(path);
        claims.emplace(path);
    }
    std::vector<exit_code> codes;
    for (auto const& url : given.inputs) {
        try {
            if (!store) bt::fail(exit_code::not_found, "forget", url, "it is not followed");
            claims->take(url);
            if (!store->forget(url))
                bt::fail(exit_code::not_found, "forget", url, "it is not followed");
            codes.push_back(exit_code::ok);
        } catch (bt::error const& e) {
            tell.input_failed(url, e.code(), e.what(), e.hint());
            codes.push_back(e.code());
        }
    }
    return bt::cli::combined(codes);
}

}  // namespace bt_feed
