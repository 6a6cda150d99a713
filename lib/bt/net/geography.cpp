#include "geography.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/loaded_library.hpp>
#include <bt/base/text.hpp>

#include <fcntl.h>
#include <maxminddb.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <limits>
#include <string_view>
#include <system_error>

namespace bt::net {
namespace {

/// Found when the first database is opened.
struct mmdb_library {
    decltype(&MMDB_open) open = nullptr;
    decltype(&MMDB_close) close = nullptr;
    decltype(&MMDB_strerror) strerror = nullptr;
    decltype(&MMDB_lookup_string) lookup_string = nullptr;
    decltype(&MMDB_aget_value) get_value = nullptr;
};

mmdb_library load()
{
    loaded_library const from{
        {.file = "libmaxminddb.so.0",
         .needed = "which --geoip needs (Debian's package libmaxminddb0)",
         .code = exit_code::config}};
    mmdb_library out;
    from.find("MMDB_open", out.open);
    from.find("MMDB_close", out.close);
    from.find("MMDB_strerror", out.strerror);
    from.find("MMDB_lookup_string", out.lookup_string);
    from.find("MMDB_aget_value", out.get_value);
    return out;
}

mmdb_library const& mmdb()
{
    static auto const library = load();
    return library;
}

constexpr std::string_view doing = "read places of addresses";

/// The library says of all files alike that it cannot open them, and waits for pipes.
void check_file(std::string const& file)
{
    unique_fd const fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    struct stat facts {};
    if (!fd || ::fstat(fd.get(), &facts) != 0)
        fail(exit_code::bad_input, doing, file, std::error_code{errno, std::system_category()});
    if (!S_ISREG(facts.st_mode)) fail(exit_code::bad_input, doing, file, "it is no file");
}

using path = std::array<char const*, 3>;
// MaxMind's own and what follows it, then what IPinfo calls them.
constexpr std::array countries{
    path{"country", "iso_code"}, path{"country_code"}, path{"registered_country", "iso_code"}};
constexpr std::array numbers{path{"autonomous_system_number"}, path{"asn"}};
constexpr std::array names{path{"autonomous_system_organization"}, path{"as_name"}};

std::optional<MMDB_entry_data_s> value_at(MMDB_entry_s& in, path const& where)
{
    MMDB_entry_data_s out{};
    auto const result = mmdb().get_value(&in, &out, where.data());
    if (result != MMDB_SUCCESS || !out.has_data) return std::nullopt;
    return out;
}

std::optional<std::string> text_of(MMDB_entry_data_s const& from)
{
    if (from.type != MMDB_DATA_TYPE_UTF8_STRING || from.data_size == 0) return std::nullopt;
    return std::string{from.utf8_string, from.data_size};
}

std::optional<std::int64_t> number_of(MMDB_entry_data_s const& from)
{
    if (from.type == MMDB_DATA_TYPE_UINT32) return from.uint32;
    if (from.type == MMDB_DATA_TYPE_UINT16) return from.uint16;
    auto const text = text_of(from).value_or("");
    if (!text.starts_with("AS")) return std::nullopt;
    return parse_integer(
        std::string_view{text}.substr(2), 0, std::numeric_limits<std::uint32_t>::max());
}

template <class Value, std::size_t Size>
void fill(
    std::optional<Value>& into,
    MMDB_entry_s& from,
    std::array<path, Size> const& where,
    std::optional<Value> (*read)(MMDB_entry_data_s const&))
{
    for (auto const& each : where) {
        if (into) return;
        if (auto const found = value_at(from, each)) into = read(*found);
    }
}

}  // namespace

struct geography::database {
    MMDB_s held{};

    explicit database(std::string const& file)
    {
        check_file(file);
        auto const result = mmdb().open(file.c_str(), MMDB_MODE_MMAP, &held);
        if (result == MMDB_OUT_OF_MEMORY_ERROR)
            fail(exit_code::failed, doing, file, mmdb().strerror(result));
        if (result != MMDB_SUCCESS)
            fail(exit_code::config, doing, file, "it is no database in MaxMind's format");
    }
    ~database() { mmdb().close(&held); }
    database(database const&) = delete;
    database& operator=(database const&) = delete;
    database(database&&) = delete;
    database& operator=(database&&) = delete;
};

geography::geography(std::vector<std::string> const& files)
{
    for (auto const& each : files)
        databases_.push_back(std::make_unique<database>(each));
}

geography::~geography() = default;

place geography::find(std::string const& digits) const
{
    place out;
    for (auto const& each : databases_) {
        int no_address = 0;
        int trouble = MMDB_SUCCESS;
        auto found = mmdb().lookup_string(&each->held, digits.c_str(), &no_address, &trouble);
        if (no_address != 0 || trouble != MMDB_SUCCESS || !found.found_entry) continue;
        fill(out.country, found.entry, countries, text_of);
        fill(out.asn, found.entry, numbers, number_of);
        fill(out.as_name, found.entry, names, text_of);
    }
    return out;
}

}  // namespace bt::net
