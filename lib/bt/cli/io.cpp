#include "io.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <cerrno>

namespace bt::cli {

descriptor_buffer::descriptor_buffer(int fd)
    : fd_{fd}
    , buffer_(64 * 1024, '\0')
{
    setp(buffer_.data(), buffer_.data() + buffer_.size());
}

void descriptor_buffer::write_out()
{
    std::string_view const pending{pbase(), static_cast<std::size_t>(pptr() - pbase())};
    bool const written = write_all(fd_, pending);
    // What could not be written never can be; kept, it would fail again at exit.
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    if (written) return;
    if (errno == EPIPE) throw error{exit_code::broken_pipe, ""};
    fail_errno(exit_code::no_output, "write", "standard output");
}

descriptor_buffer::int_type descriptor_buffer::overflow(int_type c)
{
    write_out();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

int descriptor_buffer::sync()
{
    write_out();
    return 0;
}

}  // namespace bt::cli
