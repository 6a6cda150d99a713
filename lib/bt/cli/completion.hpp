#pragma once

#include <bt/cli/doc_forms.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What shells offer, as data for the few fixed lines that each shell has.
namespace bt::cli::doc {

/// Where the words come from that are not known here. Each shell has a function for each.
enum class source {
    none,
    files,
    folders,
    torrents,    ///< .torrent files
    inside,      ///< names of files in the torrent of the command line
    sessions,    ///< names of sessions that are stored
    hosted,      ///< torrents of the session of the command line
    categories,  ///< of those
    tags,
    settings,  ///< names of libtorrent's
};

/// "hosted".
[[nodiscard]] std::string_view name_of(source from);

/// What is offered as a value.
struct offer {
    std::vector<std::string> words;
    source from = source::none;
    bool is_list = false;  ///< of the words, commas between

    friend bool operator==(offer const&, offer const&) = default;
};
[[nodiscard]] offer offer_of(option_facts const& option);

/// What is offered as an argument that stands by itself. `place` is a pattern of how many are
/// before it, a colon, and the first of them: "0:*", "1:up", "*:*". The first that fits counts.
struct argument_offer {
    std::string place;
    offer what;
};
[[nodiscard]] std::vector<argument_offer> argument_offers(app_facts const& app);

/// A verb, or a tool without verbs, with all options that it takes.
struct completed {
    std::string verb;  ///< empty for a tool without verbs
    std::string doc;
    std::vector<option_facts> options;
    std::vector<argument_offer> arguments;
};
/// Each verb; of a tool that has none, the tool.
[[nodiscard]] std::vector<completed> all_completed(app_facts const& app);

/// An option that has one meaning, with the verbs that have it; an empty one is before the verb.
struct shared_option {
    option_facts option;
    std::vector<std::string> verbs;
    bool is_everywhere = false;  ///< its names mean this alone, wherever they are taken
};
[[nodiscard]] std::vector<shared_option> by_meaning(app_facts const& app);

[[nodiscard]] std::string first_sentence(std::string const& doc);
/// In single quotes, in which a shell takes all but the quote itself.
[[nodiscard]] std::string quoted(std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text, std::string_view special);
/// "bt_ctl" of "bt-ctl".
[[nodiscard]] std::string identifier(std::string_view tool);

}  // namespace bt::cli::doc
