#include "writer.hpp"

namespace bt::bencode {

writer& writer::string(std::string_view bytes)
{
    text_ += std::to_string(bytes.size());
    text_ += ':';
    text_ += bytes;
    return *this;
}

writer& writer::integer(std::int64_t value)
{
    text_ += 'i';
    text_ += std::to_string(value);
    text_ += 'e';
    return *this;
}

writer& writer::list()
{
    text_ += 'l';
    return *this;
}

writer& writer::dictionary()
{
    text_ += 'd';
    return *this;
}

writer& writer::end()
{
    text_ += 'e';
    return *this;
}

writer& writer::raw(std::string_view bencoded)
{
    text_ += bencoded;
    return *this;
}

}  // namespace bt::bencode
