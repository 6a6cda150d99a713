#include "charset.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <vector>

namespace bt::feed {
namespace {

/// What a declaration may say. The C library knows hundreds more, and has hung and stopped at bytes
/// of strangers in some of those.
constexpr std::array<std::string_view, 43> known_encodings{
    "us-ascii",     "ascii",        "utf-16",       "utf-16le",     "utf-16be",     "utf-32",
    "utf-32le",     "utf-32be",     "iso-8859-1",   "latin1",       "iso-8859-2",   "iso-8859-3",
    "iso-8859-4",   "iso-8859-5",   "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-9",
    "iso-8859-10",  "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  "iso-8859-16",  "windows-1250",
    "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "windows-874",  "koi8-r",       "koi8-u",       "shift_jis",
    "euc-jp",       "euc-kr",       "gb2312",       "gbk",          "gb18030",      "big5",
    "tis-620"};

bool is_utf8_name(std::string_view name)
{
    return name == "utf-8" || name == "utf8";
}

struct mark_row {
    std::string_view bytes;
    std::string_view encoding;
};
/// The longer of two that begin alike comes first. The last two are "<?" without a mark.
constexpr std::array marks{
    mark_row{{"\xef\xbb\xbf", 3}, "utf-8"},
    mark_row{{"\xff\xfe\0\0", 4}, "utf-32le"},
    mark_row{{"\0\0\xfe\xff", 4}, "utf-32be"},
    mark_row{{"\xff\xfe", 2}, "utf-16le"},
    mark_row{{"\xfe\xff", 2}, "utf-16be"},
    mark_row{{"<\0?\0", 4}, "utf-16le"},
    mark_row{{"\0<\0?", 4}, "utf-16be"},
};

class converter {
public:
    explicit converter(std::string const& from)
        : handle_{::iconv_open("UTF-8", from.c_str())}
    {
    }
    ~converter()
    {
        if (is_open()) ::iconv_close(handle_);
    }
    converter(converter const&) = delete;
    converter& operator=(converter const&) = delete;
    converter(converter&&) = delete;
    converter& operator=(converter&&) = delete;

    [[nodiscard]] bool is_open() const
    {
        // iconv_open() fails with a handle of -1.
        return reinterpret_cast<std::intptr_t>(handle_) != -1;
    }

    /// Nothing where the bytes are not of the encoding.
    [[nodiscard]] std::optional<std::string> convert(std::string_view bytes) const
    {
        std::string out;
        std::vector<char> buffer(64 * 1024);
        auto* in = const_cast<char*>(bytes.data());
        auto left = bytes.size();
        for (;;) {
            auto* to = buffer.data();
            auto room = buffer.size();
            auto const result = ::iconv(handle_, &in, &left, &to, &room);
            auto const reason = errno;
            out.append(buffer.data(), buffer.size() - room);
            if (result != static_cast<std::size_t>(-1)) break;
            if (reason != E2BIG) return std::nullopt;
        }
        return out;
    }

private:
    ::iconv_t handle_;
};

decoded decode_as(std::string const& bytes, std::string const& encoding)
{
    if (is_utf8_name(encoding)) {
        if (!is_utf8(bytes)) return {.text = {}, .trouble = "it is not the UTF-8 it should be"};
        return {.text = bytes, .trouble = {}};
    }
    auto const shown = printable(encoding.substr(0, 40));
    if (std::ranges::find(known_encodings, encoding) == known_encodings.end())
        return {.text = {}, .trouble = fmt::format("its encoding '{}' is not known", shown)};
    converter const from{encoding};
    if (!from.is_open())
        return {.text = {}, .trouble = fmt::format("there is no table of '{}' here", shown)};
    auto text = from.convert(bytes);
    if (!text) return {.text = {}, .trouble = fmt::format("it is not the {} that it says", shown)};
    return {.text = std::move(*text), .trouble = {}};
}

std::string without_mark(std::string text)
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (text.starts_with(mark)) text.erase(0, mark.size());
    return text;
}

}  // namespace

std::string charset_of(std::string_view content_type)
{
    for (auto part : split(content_type, ';')) {
        while (part.starts_with(' ') || part.starts_with('\t'))
            part.remove_prefix(1);
        auto const lower = lowered(part);
        constexpr std::string_view name = "charset=";
        if (!lower.starts_with(name)) continue;
        auto value = lower.substr(name.size());
        std::erase_if(value, [](char c) { return c == '"' || c == '\'' || c == ' '; });
        return value;
    }
    return {};
}

std::string declared_encoding(std::string_view bytes)
{
    if (!bytes.starts_with("<?xml")) return {};
    auto const head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{400}));
    auto const name = head.find("encoding");
    if (name == std::string_view::npos) return {};
    auto const open = head.find_first_of("\"'", name);
    if (open == std::string_view::npos) return {};
    auto const close = head.find(head[open], open + 1);
    if (close == std::string_view::npos) return {};
    return lowered(head.substr(open + 1, close - open - 1));
}

decoded decode_xml(std::string bytes, std::string_view content_type)
{
    auto const* const mark = std::ranges::find_if(
        marks, [&](mark_row const& each) { return bytes.starts_with(each.bytes); });
    std::vector<std::string> candidates;
    if (mark != marks.end()) {
        candidates.emplace_back(mark->encoding);
    } else {
        if (auto named = charset_of(content_type); !named.empty())
            candidates.push_back(std::move(named));
        auto declared = declared_encoding(bytes);
        candidates.push_back(declared.empty() ? "utf-8" : std::move(declared));
    }
    decoded out;
    for (auto const& each : candidates) {
        out = decode_as(bytes, each);
        if (out.trouble.empty()) break;
    }
    out.text = without_mark(std::move(out.text));
    if (out.trouble.empty() && out.text.find('\0') != std::string::npos)
        return {.text = {}, .trouble = "there are NUL bytes in it"};
    return out;
}

}  // namespace bt::feed
