#include "document.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/document_parts.hpp>

#include <algorithm>

namespace bt::torrent {
namespace {

record::file record_of(found_file const& file, document::parts const& from)
{
    record::file out;
    out.index = file.index;
    out.path = file.path;
    out.size = file.size;
    out.offset = file.offset;
    auto const length = from.files.piece_length;
    out.first_piece = file.offset / length;
    if (file.size > 0)
        out.num_pieces = (file.offset + file.size - 1) / length - out.first_piece + 1;
    out.pad_file = file.is_pad;
    if (file.is_hidden) out.attributes.emplace_back("hidden");
    if (file.is_executable) out.attributes.emplace_back("executable");
    if (file.is_link) {
        out.attributes.emplace_back("symlink");
        if (auto const target = from.links.find(file.index); target != from.links.end())
            out.symlink = target->second;
    }
    if (file.mtime > 0) out.mtime = file.mtime;
    if (!file.root.empty()) out.root = to_hex(file.root);
    if (file.is_cleaned || from.renamed.contains(file.index))
        out.elements.emplace(file.elements.begin(), file.elements.end());
    out.torrent = from.key;
    return out;
}

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

bool document::has_renamed_files() const
{
    return parts_->has_renamed_files;
}

std::vector<oddity> const& document::oddities() const
{
    return parts_->oddities;
}

void document::for_each_file(std::function<void(record::file const&)> const& visit) const
{
    parts_->walk([&](found_file& file) { visit(record_of(file, *parts_)); });
}

}  // namespace bt::torrent
