#include <bt/base/text.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/torrent/lint/lint_notes.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

/// Which values a key may have: one letter for each type (i, s, l, d).
struct known_key {
    std::string_view name;
    std::string_view types;
};

constexpr std::array top_keys{
    known_key{"announce", "s"},
    known_key{"announce-list", "l"},
    known_key{"azureus_properties", "d"},
    known_key{"codepage", "i"},
    known_key{"collections", "l"},
    known_key{"comment", "s"},
    known_key{"comment.utf-8", "s"},
    known_key{"created by", "s"},
    known_key{"created by.utf-8", "s"},
    known_key{"creation date", "i"},
    known_key{"encoding", "s"},
    known_key{"httpseeds", "sl"},
    known_key{"info", "d"},
    known_key{"nodes", "l"},
    known_key{"originator", "s"},
    known_key{"piece layers", "d"},
    known_key{"publisher", "s"},
    known_key{"publisher-url", "s"},
    known_key{"signatures", "d"},
    known_key{"similar", "l"},
    known_key{"update-url", "s"},
    known_key{"url-list", "sl"},
};

constexpr std::array info_keys{
    known_key{"attr", "s"},          known_key{"collections", "l"}, known_key{"ed2k", "s"},
    known_key{"entropy", "s"},       known_key{"file tree", "d"},   known_key{"filehash", "s"},
    known_key{"files", "l"},         known_key{"length", "i"},      known_key{"md5sum", "s"},
    known_key{"meta version", "i"},  known_key{"mtime", "i"},       known_key{"name", "s"},
    known_key{"name.utf-8", "s"},    known_key{"originator", "s"},  known_key{"piece length", "i"},
    known_key{"pieces", "s"},        known_key{"private", "i"},     known_key{"publisher", "s"},
    known_key{"publisher-url", "s"}, known_key{"root hash", "s"},   known_key{"sha1", "s"},
    known_key{"similar", "l"},       known_key{"source", "s"},      known_key{"ssl-cert", "s"},
    known_key{"symlink path", "l"},  known_key{"update-url", "s"},  known_key{"x_cross_seed", "s"},
};

char letter_of(type kind)
{
    switch (kind) {
    case type::integer:
        return 'i';
    case type::string:
        return 's';
    case type::list:
        return 'l';
    case type::dictionary:
        return 'd';
    }
    return ' ';
}

void lint_dictionary(
    std::string_view dictionary,
    std::span<known_key const> known,
    std::string_view prefix,
    lint_notes& into)
{
    cursor at{dictionary};
    for (at.enter(); !at.leave();) {
        auto const key = at.string();
        auto const kind = at.kind();
        at.skip();
        auto const found = std::ranges::find(known, key, &known_key::name);
        auto const shown = std::string{prefix} + printable(key);
        if (found == known.end())
            into.add("unknown-keys", shown);
        else if (found->types.find(letter_of(kind)) == std::string_view::npos)
            into.add("wrong-type", shown);
    }
}

}  // namespace

void lint_keys(document const& what, lint_notes& into)
{
    lint_dictionary(what.bytes(), top_keys, "", into);
    lint_dictionary(what.info(), info_keys, "info.", into);
}

}  // namespace bt::torrent
