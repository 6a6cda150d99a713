# Debian's flags for libtorrent are part of its ABI: they come with the imported target and are
# never set by hand.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(LibtorrentRasterbar 2.0.8 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
find_package(SQLiteCpp 3.2 REQUIRED)
find_package(pugixml 1.13 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
# Their headers alone: the libraries are loaded when something is fetched, an archive is made, or
# addresses have places.
find_path(bt_curl_headers curl/curl.h REQUIRED)
find_path(bt_archive_headers archive.h REQUIRED)
find_path(bt_maxminddb_headers maxminddb.h REQUIRED)

# The exported target turns asserts on in Debug builds, which Debian's library was not built with;
# headers that differ from the library are not worth the risk.
get_target_property(bt_lt_definitions LibtorrentRasterbar::torrent-rasterbar
                    INTERFACE_COMPILE_DEFINITIONS)
list(FILTER bt_lt_definitions EXCLUDE REGEX "TORRENT_USE_ASSERTS")
set_target_properties(LibtorrentRasterbar::torrent-rasterbar PROPERTIES
  INTERFACE_COMPILE_DEFINITIONS "${bt_lt_definitions}")
