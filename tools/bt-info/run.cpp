#include "run.hpp"

#include <bt/base/text.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/writer.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/ostream.h>

#include <bt-info/print.hpp>
#include <utility>

namespace bt_info {
namespace {

using bt::record::form;

class printer {
public:
    printer(options const& given, bt::cli::io& streams, bt::record::writer const& write)
        : given_{&given}
        , out_{&streams.out}
        , write_{write}
    {
    }

    void print(std::string const& input)
    {
        auto const what = bt::torrent::inspect(input);
        auto info = std::visit([](auto const& each) { return bt::torrent::describe(each); }, what);
        info.input = input;
        if (write_.as() == form::json)
            write_(info);
        else if (given_->magnet)
            fmt::print(*out_, "{}\n", info.magnet.value_or(""));
        else if (write_.as() == form::human)
            print_block(info);
        else if (!given_->files)
            write_(info);
        if (!given_->files) return;
        if (auto const* file = std::get_if<bt::torrent::document>(&what)) print_files(*file);
    }

private:
    void print_block(bt::record::torrent_info const& info)
    {
        if (!std::exchange(first_, false)) fmt::print(*out_, "\n");
        bt::record::print_block(*out_, block_of(info));
    }

    void print_files(bt::torrent::document const& what)
    {
        auto line = write_.burst();
        what.for_each_file([&](bt::record::file const& file) {
            if (file.pad_file && !given_->pad_files) return;
            if (write_.as() == form::human)
                fmt::print(*out_, "{}\n", line_of(file));
            else
                line(file);
        });
        out_->flush();
    }

    options const* given_;
    std::ostream* out_;
    bt::record::writer write_;
    bool first_ = true;
};

}  // namespace

bt::exit_code run(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-info", given.common, streams};
    printer each{given, streams, tell.write()};
    std::vector<bt::exit_code> codes;
    for (auto const& input : given.inputs) {
        try {
            each.print(input);
            codes.push_back(bt::exit_code::ok);
        } catch (bt::error const& e) {
            // Standard output failing is not the input's fault.
            if (e.code() != bt::exit_code::bad_input) throw;
            streams.out.flush();
            tell.input_failed(input, e.code(), e.what());
            codes.push_back(e.code());
        }
    }
    return bt::cli::combined(codes);
}

}  // namespace bt_info
