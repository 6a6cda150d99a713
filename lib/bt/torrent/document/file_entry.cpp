#include "file_entry.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

// What libtorrent can count the 16 KiB blocks of.
constexpr std::int64_t most_bytes = std::int64_t{std::numeric_limits<int>::max() / 2} * 16 * 1024;

class reader {
public:
    reader(cursor& from, entry_place const& where, found_file& into)
        : from_{&from}
        , where_{where}
        , into_{&into}
    {
    }

    void read()
    {
        into_->at = from_->offset();
        if (from_->kind() != type::dictionary)
            refuse_key(where_.key(""), "not a dictionary", into_->at);
        for (from_->enter(); !from_->leave();) {
            auto const key = from_->string();
            if (!take(key, from_->kind())) from_->skip();
        }
        judge();
    }

private:
    bool take(std::string_view key, type kind)
    {
        if (kind == type::integer) return take_integer(key);
        if (kind == type::string) return take_string(key);
        if (kind == type::list) return take_list(key);
        return false;
    }

    bool take_integer(std::string_view key)
    {
        if (key == "length") {
            length_at_ = from_->offset();
            length_ = from_->integer();
            return true;
        }
        if (key != "mtime") return false;
        into_->mtime = from_->integer();
        return true;
    }

    bool take_string(std::string_view key)
    {
        if (key == "pieces root") {
            into_->root = from_->string();
            return true;
        }
        if (key != "attr") return false;
        for (char const letter : from_->string()) {
            into_->is_link |= letter == 'l';
            into_->is_executable |= letter == 'x';
            into_->is_hidden |= letter == 'h';
            into_->is_pad |= letter == 'p';
        }
        return true;
    }

    bool take_list(std::string_view key)
    {
        if (key == "symlink path") {
            strings(into_->link, key);
            return true;
        }
        if (where_.number < 0) return false;
        // The one that is UTF-8 counts, where there are both.
        if (key == "path.utf-8")
            utf8_path_ = true;
        else if (key != "path" || utf8_path_)
            return false;
        strings(into_->elements, key);
        return true;
    }

    void strings(std::vector<std::string_view>& into, std::string_view key)
    {
        auto const at = from_->offset();
        into.clear();
        for (from_->enter(); !from_->leave();) {
            if (from_->kind() != type::string)
                refuse_key(where_.key(key), "not a list of strings", at);
            into.push_back(from_->string());
        }
    }

    void judge()
    {
        // A link takes no room, whatever its length says; and without a target it is none.
        if (into_->is_link) length_ = 0;
        into_->is_link = into_->is_link && !into_->link.empty();
        if (!length_) refuse_key(where_.key("length"), "missing or no integer", into_->at);
        if (*length_ < 0) refuse_key(where_.key("length"), "less than 0", length_at_);
        if (*length_ >= most_bytes)
            refuse_key(where_.key("length"), "larger than a file can be", length_at_);
        into_->size = *length_;
    }

    cursor* from_;
    entry_place where_;
    found_file* into_;
    std::optional<std::int64_t> length_;
    std::size_t length_at_ = 0;
    bool utf8_path_ = false;
};

}  // namespace

void refuse_key(std::string_view key, std::string_view why, std::size_t offset)
{
    throw refusal{fmt::format("key {}: {} at byte {}", key, why, offset)};
}

std::string entry_place::key(std::string_view name) const
{
    auto text = std::string{parent};
    if (number >= 0) text += fmt::format("[{}]", number);
    if (!name.empty()) text += fmt::format(".{}", name);
    return text;
}

void read_entry(cursor& from, entry_place const& where, found_file& into)
{
    into.elements.clear();
    into.link.clear();
    into.mtime = 0;
    into.root = {};
    into.is_link = into.is_pad = into.is_implied = false;
    into.is_executable = into.is_hidden = into.is_cleaned = false;
    reader{from, where, into}.read();
}

}  // namespace bt::torrent
