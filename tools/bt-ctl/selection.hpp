#pragma once

#include <bt-ctl/context.hpp>
#include <bt-ctl/verb.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Which torrents of a session are meant.
namespace bt_ctl {

/// What is said of them: words are the beginnings of info-hashes (4 digits at least) or globs of
/// names; options leave those alone that meet them all. An option that is repeated is met by any.
struct selection {
    std::vector<std::string> words;
    std::vector<std::string> categories;
    std::vector<std::string> tags;
    std::vector<std::string> states;  ///< also paused, active, complete, incomplete and error
    bool all = false;

    /// Whether anything is said at all.
    [[nodiscard]] bool chooses() const;
    [[nodiscard]] bool has_filters() const
    {
        return !categories.empty() || !tags.empty() || !states.empty();
    }
};

[[nodiscard]] selection selection_of(options const& given, std::vector<std::string> words);

/// Whether the torrent_status meets the options.
[[nodiscard]] bool passes(selection const& what, value const& status);
/// Whether a word means it.
[[nodiscard]] bool is_named(std::string_view word, value const& status);
[[nodiscard]] bool is_hash_prefix(std::string_view word);

struct chosen {
    std::string key;   ///< what the session calls it
    std::string name;  ///< empty if it is not known
};

struct choice {
    std::vector<chosen> torrents;     ///< in the session's order, each once
    std::vector<std::string> missed;  ///< words that mean none
};

/// Of these; throws error(usage) where a beginning of an info-hash means several.
[[nodiscard]] choice choose(selection const& what, std::vector<value> const& statuses);
/// Of those in the session. Throws error(usage) if nothing is said of them, error(not_found) if
/// none is left.
[[nodiscard]] choice choose(context& on, selection const& what);

/// The fields of torrent_status that passes() and is_named() look at.
[[nodiscard]] std::vector<std::string> fields_to_choose_by();
/// The options of verbs that take torrents.
[[nodiscard]] std::vector<option> selection_options();

}  // namespace bt_ctl
