#include <bt/host/parse.hpp>
#include <bt/host/record_from.hpp>

namespace bt::host {

record::torrent_status status_of(control::value const& line)
{
    record::torrent_status out;
    read_record(out, line);
    return out;
}

record::dht_state dht_state_of(control::value const& line)
{
    record::dht_state out;
    read_record(out, line);
    return out;
}

record::feed feed_of(control::value const& line)
{
    record::feed out;
    read_record(out, line);
    return out;
}

}  // namespace bt::host
