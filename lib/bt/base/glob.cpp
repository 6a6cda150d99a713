#include "glob.hpp"

#include <bt/base/text.hpp>

#include <optional>

namespace bt {
namespace {

char32_t take(std::string_view& from)
{
    auto const step = next_utf8(from);
    auto const byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(step.length);
    // A byte that is not UTF-8 is a character of its own, outside Unicode.
    return step.valid ? step.code_point : char32_t{0x110000} + byte;
}

struct class_result {
    std::string_view rest;  ///< of the pattern
    bool matches = false;
};

/// A pattern that begins with [; nothing if it is not closed.
std::optional<class_result> match_class(std::string_view pattern, char32_t character)
{
    pattern.remove_prefix(1);
    bool const negated = pattern.starts_with('!') || pattern.starts_with('^');
    if (negated) pattern.remove_prefix(1);
    bool found = false;
    for (bool first = true; !pattern.empty(); first = false) {
        if (pattern.front() == ']' && !first) {
            pattern.remove_prefix(1);
            return class_result{pattern, found != negated};
        }
        auto const low = take(pattern);
        auto high = low;
        if (pattern.size() > 1 && pattern.front() == '-' && pattern[1] != ']') {
            pattern.remove_prefix(1);
            high = take(pattern);
        }
        found = found || (low <= character && character <= high);
    }
    return std::nullopt;
}

/// Where to go on after a mismatch: the pattern behind a star, and the path it has not eaten yet.
struct retry {
    std::string_view pattern;
    std::string_view path;
};

/// One step over something that is no star; false where they differ.
bool step(std::string_view& pattern, std::string_view& path)
{
    if (pattern.empty() || path.empty()) return false;
    auto rest = path;
    auto const character = take(rest);
    if (pattern.front() == '?' || pattern.front() == '[') {
        if (character == '/') return false;
        if (pattern.front() == '?') {
            pattern.remove_prefix(1);
            path = rest;
            return true;
        }
        if (auto const found = match_class(pattern, character)) {
            if (!found->matches) return false;
            pattern = found->rest;
            path = rest;
            return true;
        }
    }
    auto after = pattern;
    if (after.front() == '\\' && after.size() > 1) after.remove_prefix(1);
    if (take(after) != character) return false;
    pattern = after;
    path = rest;
    return true;
}

/// Lets a star eat one more character; false when it cannot.
bool eat(
    std::optional<retry>& star, std::string_view& pattern, std::string_view& path, bool folders)
{
    if (!star || star->path.empty()) return false;
    if (!folders && star->path.front() == '/') return false;
    star->path.remove_prefix(next_utf8(star->path).length);
    pattern = star->pattern;
    path = star->path;
    return true;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) noexcept
{
    std::optional<retry> star;
    std::optional<retry> folders;
    while (!path.empty() || !pattern.empty()) {
        if (pattern.starts_with("**")) {
            pattern.remove_prefix(2);
            // "**/" is also no folder at all.
            if (pattern.starts_with('/')) pattern.remove_prefix(1);
            folders = retry{pattern, path};
            star.reset();
            continue;
        }
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            star = retry{pattern, path};
            continue;
        }
        if (step(pattern, path)) continue;
        if (eat(star, pattern, path, false)) continue;
        star.reset();
        if (!eat(folders, pattern, path, true)) return false;
    }
    return true;
}

bool glob_matches_path(std::string_view pattern, std::string_view path) noexcept
{
    if (pattern.starts_with('/')) return glob_matches(pattern.substr(1), path);
    if (pattern.find('/') != std::string_view::npos) return glob_matches(pattern, path);
    return glob_matches(pattern, path.substr(path.find_last_of('/') + 1));
}

bool wildcard_matches(std::string_view pattern, std::string_view text) noexcept
{
    std::optional<retry> star;
    while (!text.empty() || !pattern.empty()) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            star = retry{pattern, text};
        } else if (!pattern.empty() && !text.empty() && pattern.front() == text.front()) {
            pattern.remove_prefix(1);
            text.remove_prefix(1);
        } else {
            if (!star || star->path.empty()) return false;
            star->path.remove_prefix(1);
            pattern = star->pattern;
            text = star->path;
        }
    }
    return true;
}

}  // namespace bt
