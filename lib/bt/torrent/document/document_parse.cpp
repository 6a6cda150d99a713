#include "document_parts.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/digest/digest.hpp>
#include <bt/torrent/document/clean_name.hpp>
#include <bt/torrent/document/disk_names.hpp>
#include <bt/torrent/document/halves.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

template <class Digest>
std::string hex_of(Digest const& digest)
{
    return to_hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
}

class parser {
public:
    parser(std::string bytes, load_limits const& limits)
        : limits_{limits}
        , parts_{std::make_unique<document::parts>()}
        , sources_{*parts_}
    {
        parts_->bytes = std::move(bytes);
    }

    document run()
    {
        check();
        top();
        if (info_.empty()) throw refusal{"key info is missing"};
        info();
        version();
        lengths();
        names();
        files();
        hashes();
        settle_names();
        if (two_) layers();
        sources_.finish();
        return document{std::move(parts_)};
    }

private:
    [[nodiscard]] char const* begin() const { return parts_->bytes.data(); }
    [[nodiscard]] std::size_t offset(std::string_view part) const
    {
        return static_cast<std::size_t>(part.data() - begin());
    }
    void note(std::string_view rule, std::string detail)
    {
        parts_->oddities.push_back({rule, std::move(detail)});
    }

    void check()
    {
        std::string_view const all{parts_->bytes};
        if (all.empty()) throw refusal{"the file is empty"};
        auto const found = bencode::check(all, {.depth = limits_.depth, .items = limits_.items});
        if (found.wrong)
            throw refusal{fmt::format("{} at byte {}", found.wrong->why, found.wrong->offset)};
        if (all.front() != 'd') throw refusal{"not a bencoded dictionary"};
        if (found.repeated_key)
            throw refusal{fmt::format("a key stands there twice at byte {}", *found.repeated_key)};
        if (found.unsorted_key)
            note("unsorted-keys", fmt::format("at byte {}", *found.unsorted_key));
        if (found.leading_zero)
            note("leading-zeros", fmt::format("at byte {}", *found.leading_zero));
        if (found.size < all.size())
            note("trailing-bytes", fmt::format("{} after the end", all.size() - found.size));
    }

    void top()
    {
        cursor at{parts_->bytes, begin()};
        for (at.enter(); !at.leave();) {
            auto const key = at.string();
            if (key == "info" && at.kind() == type::dictionary)
                info_ = at.skip();
            else if (key == "piece layers")
                layers_ = at.skip();
            else if (!sources_.take(key, at))
                at.skip();
        }
    }

    void info()
    {
        cursor at{info_, begin()};
        for (at.enter(); !at.leave();) {
            auto const key = at.string();
            auto const kind = at.kind();
            if (kind == type::string) {
                if (!take_string(key, at)) at.skip();
            } else if (kind == type::integer) {
                if (!take_integer(key, at)) at.skip();
            } else if (key == "files" && kind == type::list) {
                parts_->files.list = at.skip();
            } else if (key == "file tree" && kind == type::dictionary) {
                parts_->files.tree = at.skip();
            } else if (key == "similar" && kind == type::list) {
                read_similar(at, *parts_);
            } else if (key == "collections" && kind == type::list) {
                read_collections(at, *parts_);
            } else {
                at.skip();
            }
        }
        parts_->files.begin = begin();
        parts_->files.info = info_;
    }

    bool take_string(std::string_view key, cursor& at)
    {
        auto& facts = parts_->facts;
        if (key == "pieces")
            pieces_ = at.string();
        else if (key == "name")
            name_ = at.string();
        else if (key == "name.utf-8")
            name_utf8_ = at.string();
        else if (key == "source")
            facts.source = std::string{at.string()};
        else if (key == "update-url")
            facts.update_url = std::string{at.string()};
        else if (key == "ssl-cert")
            facts.ssl_cert = std::string{at.string()};
        else
            return false;
        return true;
    }

    bool take_integer(std::string_view key, cursor& at)
    {
        auto const here = at.offset();
        if (key == "piece length") {
            piece_length_at_ = here;
            parts_->files.piece_length = at.integer();
        } else if (key == "private") {
            parts_->facts.is_private = at.integer() != 0;
        } else if (key == "meta version") {
            meta_version_at_ = here;
            meta_version_ = at.integer();
        } else if (key == "length") {
            at.skip();
            has_length_ = true;
        } else {
            return false;
        }
        return true;
    }

    /// BEP 52: which halves there are.
    void version()
    {
        auto const& files = parts_->files;
        if (meta_version_ > 2)
            refuse_key(
                "info.meta version",
                fmt::format("{} is not known", meta_version_),
                meta_version_at_);
        if (meta_version_ > 0) require_canonical();
        two_ = meta_version_ == 2;
        if (two_ && files.tree.empty())
            refuse_key("info.file tree", "missing or no dictionary", offset(info_));
        if (!two_ && !files.tree.empty())
            refuse_key("info.meta version", "missing beside file tree", offset(info_));
        one_ = !two_ || !files.list.empty() || has_length_;
        auto& facts = parts_->facts;
        if (one_) facts.info_hash_v1 = hex_of(digest::sha1(info_));
        if (two_) facts.info_hash_v2 = hex_of(digest::sha256(info_));
        parts_->key = one_ ? *facts.info_hash_v1 : *facts.info_hash_v2;
        facts.is_private = facts.is_private.value_or(false);
    }

    /// BEP 52 takes no info dictionary that another encoder would write differently.
    void require_canonical() const
    {
        if (parts_->oddities.empty()) return;
        auto const found = bencode::check(info_, {.depth = limits_.depth, .items = limits_.items});
        auto const base = offset(info_);
        if (found.unsorted_key)
            refuse_key("info", "keys that are not sorted", base + *found.unsorted_key);
        if (found.leading_zero)
            refuse_key("info", "a number with a leading zero", base + *found.leading_zero);
    }

    void lengths()
    {
        // 0x7fff blocks are the most that libtorrent can count in a piece.
        constexpr std::int64_t most = std::int64_t{0x7fff} * 16 * 1024;
        auto const length = parts_->files.piece_length;
        constexpr std::string_view key = "info.piece length";
        if (piece_length_at_ == 0) refuse_key(key, "missing or no integer", offset(info_));
        if (length <= 0) refuse_key(key, "not more than 0", piece_length_at_);
        if (length > most) refuse_key(key, fmt::format("more than {}", most), piece_length_at_);
        bool const power = std::has_single_bit(static_cast<std::uint64_t>(length));
        if (two_ && (length < 16 * 1024 || !power))
            refuse_key(key, "no power of two of at least 16384", piece_length_at_);
        parts_->facts.piece_length = length;
    }

    void names()
    {
        auto const& given = name_utf8_ ? name_utf8_ : name_;
        if (!given) refuse_key("info.name", "missing or no string", offset(info_));
        auto& files = parts_->files;
        files.folder = clean_torrent_name(*given);
        bool const single = one_ && !two_ && files.list.empty();
        if (single && (files.folder.empty() || given->empty()))
            refuse_key("info.name", "no name for a file", offset(info_));
        if (files.folder.empty()) files.folder = parts_->key;
        given_name_ = *given;
    }

    void files()
    {
        auto& facts = parts_->facts;
        facts.num_files = facts.num_pad_files = facts.total_size = 0;
        facts.total_size_with_padding = 0;
        if (two_ && one_) match_halves(parts_->files);
        auto const visit = [&](found_file const& file) { count(file); };
        if (two_)
            walk_v2(parts_->files, visit);
        else
            walk_v1(parts_->files, visit);
        if (*facts.num_files + *facts.num_pad_files == 0)
            refuse_key("info", "it has no files", offset(info_));
        auto const length = parts_->files.piece_length;
        auto const whole = *facts.total_size_with_padding;
        auto const pieces = whole / length + (whole % length != 0 ? 1 : 0);
        if (pieces > limits_.pieces)
            throw refusal{fmt::format("{} pieces, where {} are allowed", pieces, limits_.pieces)};
        facts.num_pieces = pieces;
        if (whole == 0) note("empty", "all files are empty");
    }

    void count(found_file const& file)
    {
        auto& facts = parts_->facts;
        auto& counted = file.is_pad ? facts.num_pad_files : facts.num_files;
        *counted += 1;
        if (*facts.num_files > limits_.files)
            throw refusal{fmt::format("more than {} files", limits_.files)};
        if (file.path.size() > limits_.path_bytes)
            throw refusal{fmt::format(
                "a path of {} bytes, where {} are allowed, at byte {}",
                file.path.size(),
                limits_.path_bytes,
                file.at)};
        auto const deepest = static_cast<std::size_t>(limits_.depth);
        if (file.elements.size() > deepest || file.link.size() > deepest)
            throw refusal{
                fmt::format("a path of more than {} folders at byte {}", limits_.depth, file.at)};
        if (!file.is_pad) *facts.total_size += file.size;
        *facts.total_size_with_padding += file.size;
        clashes_.add(file);
        has_links_ |= file.is_link;
        if (only_path_.empty()) only_path_ = file.path;
    }

    void hashes()
    {
        auto const wanted = *parts_->facts.num_pieces * 20;
        if (!one_ && !pieces_) return;
        if (!pieces_) refuse_key("info.pieces", "missing or no string", offset(info_));
        if (static_cast<std::int64_t>(pieces_->size()) != wanted)
            refuse_key(
                "info.pieces",
                fmt::format("{} bytes where {} belong", pieces_->size(), wanted),
                offset(*pieces_));
        parts_->piece_hashes = *pieces_;
    }

    void settle_names()
    {
        auto const every = [this](file_visitor const& visit) { parts_->walk(visit); };
        if (clashes_.found()) {
            parts_->renamed = settle_clashes(every);
            for (auto const& [index, path] : parts_->renamed)
                note("duplicate-files", fmt::format("file {} is saved as {}", index, path));
        }
        if (has_links_) settle_links(every);
        auto& facts = parts_->facts;
        auto const slash = only_path_.find('/');
        parts_->is_single = *facts.num_files == 1 && slash == std::string::npos;
        // A file alone is called what it is called, whatever the name beside it says.
        facts.name = parts_->is_single ? only_path_ : parts_->files.folder;
        if (*facts.name != given_name_) facts.name_base64 = record::blob{std::string{given_name_}};
    }

    void settle_links(every_file const& every)
    {
        bool const single = only_path_.find('/') == std::string::npos;
        link_targets const targets{every, single ? std::string{} : parts_->files.folder};
        parts_->walk([&](found_file const& file) {
            if (!file.is_link) return;
            auto target = targets.of(file);
            if (target == file.path)
                note("symlink-outside", fmt::format("file {} points to no file of it", file.index));
            parts_->links.emplace(file.index, std::move(target));
        });
    }

    void layers()
    {
        bool const given = !layers_.empty();
        if (given && layers_.front() != 'd')
            refuse_key("piece layers", "not a dictionary", offset(layers_));
        check_layers(*parts_, layers_);
    }

    load_limits limits_;
    std::unique_ptr<document::parts> parts_;
    source_reader sources_;
    std::string_view info_;
    std::string_view layers_;
    std::optional<std::string_view> name_;
    std::optional<std::string_view> name_utf8_;
    std::optional<std::string_view> pieces_;
    std::string_view given_name_;
    std::int64_t meta_version_ = -1;
    std::size_t meta_version_at_ = 0;
    std::size_t piece_length_at_ = 0;
    bool has_length_ = false;
    bool one_ = false;
    bool two_ = false;
    bool has_links_ = false;
    std::string only_path_;
    clash_detector clashes_;
};

}  // namespace

document parse_document(std::string bytes, std::string_view name, load_limits const& limits)
{
    try {
        return parser{std::move(bytes), limits}.run();
    } catch (refusal const& e) {
        fail(exit_code::bad_input, "read torrent", name, e.what());
    }
}

}  // namespace bt::torrent
