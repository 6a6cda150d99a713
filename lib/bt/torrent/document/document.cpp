#include "document.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/document/document_parts.hpp>

#include <algorithm>

namespace bt::torrent {
namespace {

/// One record for all files, so that its strings keep their room.
class file_record {
public:
    explicit file_record(document::parts const& from)
        : from_{&from}
    {
        out_.torrent = from.key;
    }

    record::file const& of(found_file const& file)
    {
        out_.index = file.index;
        out_.path = file.path;
        out_.size = file.size;
        out_.offset = file.offset;
        auto const length = from_->files.piece_length;
        out_.first_piece = file.offset / length;
        out_.num_pieces =
            file.size > 0 ? (file.offset + file.size - 1) / length - out_.first_piece + 1 : 0;
        out_.pad_file = file.is_pad;
        out_.mtime.reset();
        if (file.mtime > 0) out_.mtime = file.mtime;
        out_.root.reset();
        if (!file.root.empty()) out_.root = to_hex(file.root);
        out_.elements.reset();
        if (file.is_cleaned || from_->renamed.contains(file.index))
            out_.elements.emplace(file.elements.begin(), file.elements.end());
        attributes(file);
        return out_;
    }

private:
    void attributes(found_file const& file)
    {
        out_.attributes.clear();
        out_.symlink.reset();
        if (file.is_hidden) out_.attributes.emplace_back("hidden");
        if (file.is_executable) out_.attributes.emplace_back("executable");
        if (!file.is_link) return;
        out_.attributes.emplace_back("symlink");
        if (auto const target = from_->links.find(file.index); target != from_->links.end())
            out_.symlink = target->second;
    }

    document::parts const* from_;
    record::file out_;
};

}  // namespace

void document::parts::walk(file_visitor const& visit) const
{
    auto const run = files.tree.empty() ? walk_v1 : walk_v2;
    if (renamed.empty()) {
        run(files, visit);
        return;
    }
    run(files, [&](found_file& file) {
        if (auto const name = renamed.find(file.index); name != renamed.end())
            file.path = name->second;
        visit(file);
    });
}

document::document(std::unique_ptr<parts> from)
    : parts_{std::move(from)}
{
}

document::~document() = default;
document::document(document&&) noexcept = default;
document& document::operator=(document&&) noexcept = default;

record::torrent_info const& document::facts() const
{
    return parts_->facts;
}

std::string const& document::key() const
{
    return parts_->key;
}

std::string_view document::bytes() const
{
    return parts_->bytes;
}

std::string_view document::info() const
{
    return parts_->files.info;
}

std::string_view document::piece_hashes() const
{
    return parts_->piece_hashes;
}

std::string_view document::piece_layer(std::string_view root) const
{
    auto const layer = parts_->layers.find(root);
    return layer == parts_->layers.end() ? std::string_view{} : layer->second;
}

std::vector<oddity> const& document::oddities() const
{
    return parts_->oddities;
}

void document::for_each_file(std::function<void(record::file const&)> const& visit) const
{
    file_record record{*parts_};
    parts_->walk([&](found_file const& file) { visit(record.of(file)); });
}

}  // namespace bt::torrent
