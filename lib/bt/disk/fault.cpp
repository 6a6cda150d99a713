#include "fault.hpp"

#include <boost/asio/error.hpp>

#include <string>

namespace bt::disk {
namespace {

// Boost's base has no virtual destructor; nothing is destroyed through it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
class fault_category final : public boost::system::error_category {
public:
    [[nodiscard]] char const* name() const noexcept override { return "bt.disk"; }
    [[nodiscard]] std::string message(int value) const override
    {
        switch (static_cast<fault>(value)) {
        case fault::changed:
            return "the file was changed by somebody else since it was checked";
        case fault::clash:
            return "another file of the torrent has this path";
        case fault::not_a_file:
            return "not a regular file";
        }
        return "unknown";
    }
};
#pragma GCC diagnostic pop

}  // namespace

lt::error_code make_error_code(fault what)
{
    static fault_category const category;
    return {static_cast<int>(what), category};
}

lt::storage_error failed(int number, lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{number, lt::generic_category()}, file, doing};
}

lt::storage_error failed(fault what, lt::file_index_t file, lt::operation_t doing)
{
    return {make_error_code(what), file, doing};
}

lt::storage_error too_short(lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{lt::errors::file_too_short}, file, doing};
}

lt::storage_error given_up()
{
    return lt::storage_error{lt::error_code{boost::asio::error::operation_aborted}};
}

}  // namespace bt::disk
