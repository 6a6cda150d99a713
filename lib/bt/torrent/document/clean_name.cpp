#include "clean_name.hpp"

#include <bt/base/text.hpp>

#include <algorithm>
#include <bit>

namespace bt::torrent {
namespace {

constexpr std::size_t most_bytes = 240;
constexpr std::size_t longest_extension = 10;

bool is_left_out(char32_t c)
{
    return c == U'/' || c == U'\\' || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e);
}

/// What libtorrent takes for one broken character: as many bytes as its first one promises.
std::size_t broken_length(std::string_view bytes)
{
    auto const ones = std::countl_one(static_cast<unsigned char>(bytes.front()));
    auto const promised = ones >= 2 && ones <= 6 ? static_cast<std::size_t>(ones) : 1;
    return std::min(promised, bytes.size());
}

/// Where the extension begins, if it is short enough to keep behind `position`.
std::size_t extension_after(std::string_view element, std::size_t position)
{
    auto const dot = element.rfind('.');
    bool const near =
        dot != std::string_view::npos && dot > position && element.size() - dot < longest_extension;
    return near ? dot : element.size();
}

/// The element without what has no place in a name.
std::string cleaned(std::string_view element)
{
    std::string out;
    bool cut = false;
    for (std::size_t i = 0; i < element.size();) {
        auto const step = next_utf8(element.substr(i));
        auto const length = step.valid ? step.length : broken_length(element.substr(i));
        if (step.valid && is_left_out(step.code_point)) {
            i += length;
            continue;
        }
        if (!step.valid || step.code_point < 0x20)
            out.push_back('_');
        else
            out += element.substr(i, length);
        bool const plain = step.valid && step.code_point >= 0x20;
        auto const next = i + length;
        if (plain && out.size() >= most_bytes && !cut) {
            cut = true;
            i = extension_after(element, i);
            continue;
        }
        i = next;
    }
    return out;
}

bool is_plain(std::string_view element)
{
    return !element.empty() && element.size() < most_bytes
        && std::ranges::all_of(
            element, [](char c) { return c >= 0x20 && c < 0x7f && c != '/' && c != '\\'; });
}

bool is_relative(std::string_view element)
{
    return element == "." || element == "..";
}

}  // namespace

bool append_clean_name(std::string& path, std::string_view element)
{
    if (!path.empty()) path.push_back('/');
    if (is_plain(element) && !is_relative(element)) {
        path += element;
        return false;
    }
    auto name = cleaned(element);
    if (name.empty() || is_relative(name)) name = "_";
    path += name;
    return name != element;
}

std::string clean_torrent_name(std::string_view name)
{
    if (name.empty()) return "_";
    auto clean = cleaned(name);
    return is_relative(clean) ? std::string{} : clean;
}

}  // namespace bt::torrent
