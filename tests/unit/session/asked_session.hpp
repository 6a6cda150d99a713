#pragma once

#include "node.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/load.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace bt::test {

inline constexpr int huge = std::numeric_limits<int>::max();
/// The status of the error, and that its sentence has the words.
template <class Call>
[[nodiscard]] exit_code code_of(Call const& call, std::string const& words = {})
{
    try {
        call();
    } catch (error const& what) {
        EXPECT_NE(std::string{what.what()}.find(words), std::string::npos) << what.what();
        return what.code();
    }
    return exit_code::ok;
}

/// A session with a torrent that it has all of.
class asked_session : public testing::Test {
protected:
    asked_session()
        : id{node_.seed(sample, sample.folder())}
    {
        EXPECT_TRUE(
            until({&node_}, [&] { return node_.count<record::event::torrent_checked>() == 1; }));
    }
    [[nodiscard]] session::session& host() { return node_.get(); }
    [[nodiscard]] session::torrent_id link()
    {
        return host().add(
            torrent::parse_magnet("magnet:?xt=urn:btih:0123456789012345678901234567890123456789"),
            {.save_path = place.path()});
    }

    scratch place;
    sample_torrent sample{format::hybrid};
    node node_;
    session::torrent_id id;
};

}  // namespace bt::test
