#include <bt/base/fold.hpp>
#include <bt/base/text.hpp>
#include <bt/torrent/lint/lint_notes.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace bt::torrent {
namespace {

bool has_control(std::string_view text)
{
    for (; !text.empty();) {
        auto const step = next_utf8(text);
        if (step.valid
            && (step.code_point < 0x20 || (step.code_point >= 0x7f && step.code_point < 0xa0)))
            return true;
        text.remove_prefix(step.length);
    }
    return false;
}

/// What Windows keeps for devices, and ends or characters that it does not take.
bool is_windows_name(std::string_view name)
{
    constexpr std::array devices{"aux", "con", "nul", "prn"};
    if (name.ends_with('.') || name.ends_with(' ')) return false;
    if (name.find_first_of("<>:\"|?*") != std::string_view::npos) return false;
    auto const stem = fold_name(name.substr(0, name.find('.')));
    if (std::ranges::find(devices, stem) != devices.end()) return false;
    bool const port = stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    return !port || stem[3] < '1' || stem[3] > '9';
}

class file_linter {
public:
    file_linter(document const& what, lint_notes& into)
        : what_{&what}
        , into_{&into}
    {
    }

    void run()
    {
        if (auto const& name = what_->facts().name_base64) exact(name->bytes);
        what_->for_each_file([&](record::file const& file) {
            if (file.pad_file)
                pad(file);
            else
                content(file);
        });
    }

private:
    /// A name exactly as the torrent has it, where the disk gets another.
    void exact(std::string_view name)
    {
        if (name == "." || name == ".." || name.starts_with('/')
            || name.find("/../") != std::string_view::npos || name.starts_with("../"))
            into_->add("unsafe-path", printable(name));
        if (name.size() > 255) into_->add("long-name", printable(name.substr(0, 60)) + "...");
        if (!is_utf8(name)) into_->add("not-utf-8", printable(name));
        if (has_control(name)) into_->add("control-characters", printable(name));
    }

    void content(record::file const& file)
    {
        if (file.elements) {
            into_->add("renamed-files", printable(file.path));
            for (auto const& element : *file.elements)
                exact(element);
        } else if (has_control(file.path)) {
            into_->add("control-characters", printable(file.path));
        }
        for (auto const name : split(file.path, '/')) {
            if (!is_windows_name(name)) into_->add("windows-names", printable(name));
        }
        auto folded = std::hash<std::string>{}(fold_name(file.path));
        if (!folded_.insert(folded).second) into_->add("case-clash", printable(file.path));
        if (file.root && file.size > 0 && !roots_.insert(*file.root).second)
            into_->add("same-content", printable(file.path));
    }

    void pad(record::file const& file)
    {
        auto const length = *what_->facts().piece_length;
        bool const ends_piece = (file.offset + file.size) % length == 0;
        bool const last = file.offset + file.size == *what_->facts().total_size_with_padding;
        if (!(ends_piece || last) || file.size >= length)
            into_->add("pad-misuse", printable(file.path));
    }

    document const* what_;
    lint_notes* into_;
    std::unordered_set<std::size_t> folded_;
    std::unordered_set<std::string> roots_;
};

}  // namespace

void lint_files(document const& what, lint_notes& into)
{
    file_linter{what, into}.run();
}

}  // namespace bt::torrent
