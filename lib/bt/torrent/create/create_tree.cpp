#include "create_tree.hpp"

#include <algorithm>

namespace bt::torrent {
namespace {

std::string_view bytes_of(sha256_digest const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

/// The component that begins at `at`.
std::string_view component(std::string_view inside, std::size_t at)
{
    return inside.substr(at, std::min(inside.find('/', at), inside.size()) - at);
}

void append_path(bencode::writer& out, std::string_view path)
{
    out.list();
    for (std::size_t at = 0; at < path.size();) {
        auto const each = component(path, at);
        out.string(each);
        at += each.size() + 1;
    }
    out.end();
}

void append_pad_file(bencode::writer& out, std::int64_t length)
{
    out.dictionary().string("attr").string("p").string("length").integer(length);
    out.string("path").list().string(".pad").string(std::to_string(length)).end().end();
}

}  // namespace

std::string tree_writer::attributes(source_file const& file) const
{
    if (file.is_link()) return "l";
    return request_->attributes && file.is_executable ? "x" : "";
}

std::int64_t tree_writer::seconds(source_file const& file)
{
    return file.stamp.mtime_ns / 1'000'000'000;
}

/// A file of the tree: {"": {length, pieces root}}; a link has neither.
void tree_writer::append_leaf(bencode::writer& out, std::size_t index) const
{
    auto const& file = hashing_->files[index];
    out.dictionary().string("").dictionary();
    if (auto const attr = attributes(file); !attr.empty()) out.string("attr").string(attr);
    if (!file.is_link()) out.string("length").integer(file.size());
    if (request_->mtime) out.string("mtime").integer(seconds(file));
    if (file.size() > 0) out.string("pieces root").string(bytes_of(hashes_->files[index].root));
    if (file.is_link()) {
        out.string("symlink path");
        append_path(out, file.target);
    }
    out.end().end();
}

/// The files from `first` to `last`, whose paths are alike before `at`. They are in byte order of
/// their components, which is the order of the tree's keys.
void tree_writer::append_level(
    bencode::writer& out, std::size_t first, std::size_t last, std::size_t at) const
{
    auto const& files = hashing_->files;
    out.dictionary();
    while (first < last) {
        auto const name = component(files[first].inside(), at);
        auto end = first + 1;
        while (end < last && component(files[end].inside(), at) == name)
            ++end;
        out.string(name);
        if (files[first].inside().size() == at + name.size())
            append_leaf(out, first);
        else
            append_level(out, first, end, at + name.size() + 1);
        first = end;
    }
    out.end();
}

std::string tree_writer::file_tree(std::string_view name) const
{
    bencode::writer out;
    if (request_->content.is_single_file) {
        out.dictionary().string(name);
        append_leaf(out, 0);
        out.end();
    } else {
        append_level(out, 0, hashing_->files.size(), 0);
    }
    return out.take();
}

std::string tree_writer::file_list() const
{
    auto const space = piece_space_of(*hashing_);
    auto const& files = hashing_->files;
    bencode::writer out;
    out.list();
    for (std::size_t i = 0; i < files.size(); ++i) {
        out.dictionary();
        if (auto const attr = attributes(files[i]); !attr.empty()) out.string("attr").string(attr);
        out.string("length").integer(files[i].size());
        if (request_->mtime) out.string("mtime").integer(seconds(files[i]));
        out.string("path");
        append_path(out, files[i].inside());
        if (files[i].is_link()) {
            out.string("symlink path");
            append_path(out, files[i].target);
        }
        out.end();
        auto const end = space.offsets[i] + files[i].size();
        auto const next = i + 1 < files.size() ? space.offsets[i + 1] : space.end;
        if (next > end) append_pad_file(out, next - end);
    }
    out.end();
    return out.take();
}

}  // namespace bt::torrent
