#pragma once

#include <iosfwd>
#include <memory>
#include <streambuf>
#include <string>

namespace bt::cli {

/// What a tool talks through. Standard output carries the result only; everything said to a
/// person goes to err. Tests put string streams here.
struct io {
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int columns = 80;  ///< of the terminal behind err
    int argc = 0;      ///< of main, for read_again()
    char const* const* argv = nullptr;
};

/// Buffers for a descriptor, which it does not own. When the descriptor cannot be written it
/// throws error(broken_pipe) if the reader is gone, else error(no_output); a stream over it
/// passes that on when its exceptions() hold badbit.
class descriptor_buffer final : public std::streambuf {
public:
    explicit descriptor_buffer(int fd);

protected:
    int_type overflow(int_type c) override;
    int sync() override;

private:
    void write_out();

    int fd_;
    std::string buffer_;
};

}  // namespace bt::cli
