#include "run.hpp"

#include <bt/record/torrent_info.hpp>
#include <bt/record/writer.hpp>

namespace bt_info {

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::record::writer const write{streams.out, given.common.form(streams)};
    for (auto const& input : given.inputs)
        write(bt::record::torrent_info{.name = input});
    return bt::exit_code::ok;
}

}  // namespace bt_info
