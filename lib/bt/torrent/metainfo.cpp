#include "metainfo.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/metainfo_access.hpp>

namespace bt::torrent {

metainfo::metainfo(std::unique_ptr<content> from)
    : content_{std::move(from)}
{
}

metainfo::~metainfo() = default;
metainfo::metainfo(metainfo&&) noexcept = default;
metainfo& metainfo::operator=(metainfo&&) noexcept = default;

bool metainfo::has_metadata() const
{
    return content_->params.ti != nullptr;
}

std::string metainfo::name() const
{
    auto const& params = content_->params;
    return params.ti ? params.ti->name() : params.name;
}

std::optional<std::string> metainfo::info_hash_v1() const
{
    auto const& hashes = content_->params.info_hashes;
    if (!hashes.has_v1()) return std::nullopt;
    return hashes.v1.to_string();
}

std::optional<std::string> metainfo::info_hash_v2() const
{
    auto const& hashes = content_->params.info_hashes;
    if (!hashes.has_v2()) return std::nullopt;
    return hashes.v2.to_string();
}

std::string metainfo::key() const
{
    if (auto const v1 = info_hash_v1()) return to_hex(*v1);
    return to_hex(info_hash_v2().value_or(std::string{}));
}

}  // namespace bt::torrent
