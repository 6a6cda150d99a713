// The least that a program linked with libtorrent costs to start.
#include <libtorrent/version.hpp>

int main()
{
    return lt::version() == nullptr ? 1 : 0;
}
