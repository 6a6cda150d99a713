#include "file_walk.hpp"

#include <bt/torrent/document/clean_name.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

constexpr std::string_view bitcomet_pad = "_____padding_file_";

/// Gives files their index and their place in the piece space.
class placer {
public:
    explicit placer(file_visitor const& visit)
        : visit_{&visit}
    {
    }

    void give(found_file& file)
    {
        constexpr auto most_bytes = (std::int64_t{1} << 48) - 1;  // that libtorrent can count
        if (file.size > most_bytes - offset_)
            refuse_key("info", "the files are larger than a torrent can be", file.at);
        file.index = index_++;
        file.offset = offset_;
        offset_ += file.size;
        (*visit_)(file);
    }

    [[nodiscard]] std::int64_t offset() const { return offset_; }

private:
    file_visitor const* visit_;
    std::int64_t index_ = 0;
    std::int64_t offset_ = 0;
};

std::string pad_path(std::string_view folder, std::int64_t size)
{
    return fmt::format("{}{}.pad/{}", folder, folder.empty() ? "" : "/", size);
}

class tree_walk {
public:
    tree_walk(file_source const& from, file_visitor const& visit)
        : from_{&from}
        , place_{visit}
    {
    }

    void run()
    {
        cursor at{from_->tree, from_->begin};
        // One file and nothing else has no folder.
        folder_ = from_->list.empty() && has_one_file() ? std::string{} : from_->folder;
        path_ = folder_;
        folder(at);
    }

private:
    static constexpr entry_place where{"info.file tree"};

    [[nodiscard]] bool has_one_file() const
    {
        cursor at{from_->tree};
        at.enter();
        if (at.leave()) return false;
        at.string();
        if (!is_leaf(at)) return false;
        at.skip();
        return at.leave();
    }

    /// {"": {...}} is a file; a folder has names.
    static bool is_leaf(cursor at)
    {
        if (at.kind() != type::dictionary) return false;
        at.enter();
        if (at.leave() || !at.string().empty()) return false;
        at.skip();
        return at.leave();
    }

    // As deep as bencode::check() allowed, which is what bounds the stack.
    void folder(cursor& at)
    {
        if (at.kind() != type::dictionary)
            refuse_key(where.key(""), "not a dictionary", at.offset());
        for (at.enter(); !at.leave();) {
            auto const here = at.offset();
            auto const name = at.string();
            if (name.empty()) refuse_key(where.key(""), "an empty name", here);
            auto const above = path_.size();
            elements_.push_back(name);
            bool const changed = append_clean_name(path_, name);
            bool const outer = std::exchange(cleaned_, cleaned_ || changed);
            if (is_leaf(at))
                leaf(at);
            else
                folder(at);
            cleaned_ = outer;
            elements_.pop_back();
            path_.resize(above);
        }
    }

    void leaf(cursor& at)
    {
        at.enter();
        at.string();
        read_entry(at, where, file_);
        at.leave();
        if (file_.is_pad)
            refuse_key(where.key(""), "a pad file, which has no place there", file_.at);
        if (!file_.is_link && file_.size > 0) {
            bool const zeros = std::ranges::all_of(file_.root, [](char c) { return c == 0; });
            if (file_.root.size() != 32 || zeros)
                refuse_key(where.key("pieces root"), "missing or not valid", file_.at);
        } else {
            file_.root = {};
        }
        file_.elements = elements_;
        file_.is_cleaned = cleaned_;
        file_.path = path_;
        place_.give(file_);
        if (file_.index != from_->unpadded) padding();
    }

    void padding()
    {
        auto const beyond = place_.offset() % from_->piece_length;
        if (beyond == 0 || file_.size == 0) return;
        found_file pad;
        pad.at = file_.at;
        pad.size = from_->piece_length - beyond;
        pad.path = pad_path(folder_, pad.size);
        pad.is_pad = pad.is_implied = true;
        place_.give(pad);
    }

    file_source const* from_;
    placer place_;
    found_file file_;
    std::string folder_;
    std::string path_;
    std::vector<std::string_view> elements_;
    bool cleaned_ = false;
};

void walk_single(file_source const& from, file_visitor const& visit)
{
    found_file file;
    cursor at{from.info, from.begin};
    read_entry(at, {"info"}, file);
    file.path = from.folder;
    placer{visit}.give(file);
}

void walk_list(file_source const& from, file_visitor const& visit)
{
    placer place{visit};
    found_file file;
    cursor at{from.list, from.begin};
    std::int64_t number = 0;
    for (at.enter(); !at.leave(); ++number) {
        entry_place const where{"info.files", number};
        read_entry(at, where, file);
        if (file.elements.empty()) {
            if (!file.is_pad) refuse_key(where.key("path"), "missing or empty", file.at);
            file.path = pad_path({}, file.size);
        } else {
            file.path = from.folder;
            for (auto const element : file.elements)
                if (append_clean_name(file.path, element)) file.is_cleaned = true;
        }
        if (file.path.find(bitcomet_pad) != std::string::npos) file.is_pad = true;
        place.give(file);
    }
}

}  // namespace

void walk_v1(file_source const& from, file_visitor const& visit)
{
    if (from.list.empty())
        walk_single(from, visit);
    else
        walk_list(from, visit);
}

void walk_v2(file_source const& from, file_visitor const& visit)
{
    tree_walk{from, visit}.run();
}

}  // namespace bt::torrent
