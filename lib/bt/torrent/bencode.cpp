#include "bencode.hpp"

namespace bt::torrent {

bencoder& bencoder::string(std::string_view bytes)
{
    text_ += std::to_string(bytes.size());
    text_ += ':';
    text_ += bytes;
    return *this;
}

bencoder& bencoder::integer(std::int64_t value)
{
    text_ += 'i';
    text_ += std::to_string(value);
    text_ += 'e';
    return *this;
}

bencoder& bencoder::list()
{
    text_ += 'l';
    return *this;
}

bencoder& bencoder::dictionary()
{
    text_ += 'd';
    return *this;
}

bencoder& bencoder::end()
{
    text_ += 'e';
    return *this;
}

bencoder& bencoder::raw(std::string_view bencoded)
{
    text_ += bencoded;
    return *this;
}

}  // namespace bt::torrent
