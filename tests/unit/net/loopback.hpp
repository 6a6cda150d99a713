#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

namespace bt::net {

/// No proxy between a test and its server, and a clock.
class loopback : public ::testing::Test {
protected:
    loopback()
    {
        for (auto const* name :
             {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"})
            ::unsetenv(name);
    }

    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace bt::net
