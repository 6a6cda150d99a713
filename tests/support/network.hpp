#pragma once

#include <string>

namespace bt::test {

/// Moves this process, and what it starts from now on, to a network of its own, once and for good:
/// loopback, which also has 198.51.100.1 to 198.51.100.4 for programs that shun 127.0.0.1. Nothing
/// leads out of it, so it also forgets the proxies of the environment. Gives why that cannot be;
/// empty when all is well.
[[nodiscard]] std::string enter_own_network();

}  // namespace bt::test
