#pragma once

#include <bt/torrent/document/document.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace bt::torrent {

/// What a rule found: how often, and the first of it.
class lint_notes {
public:
    void add(std::string_view rule, std::string detail = {})
    {
        auto& found = notes_[rule];
        if (found.count++ == 0) found.first = std::move(detail);
    }

    struct note {
        std::int64_t count = 0;
        std::string first;
    };
    /// Nothing where the rule is kept.
    [[nodiscard]] note const* of(std::string_view rule) const
    {
        auto const found = notes_.find(rule);
        return found == notes_.end() ? nullptr : &found->second;
    }

private:
    std::map<std::string_view, note> notes_;
};

/// The rules about names, padding and content of files.
void lint_files(document const& what, lint_notes& into);
/// The rules about trackers, web seeds and DHT nodes.
void lint_sources(document const& what, lint_notes& into);
/// The rules about keys: unknown ones, and values of the wrong type.
void lint_keys(document const& what, lint_notes& into);

}  // namespace bt::torrent
