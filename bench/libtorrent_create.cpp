// usage: bench-libtorrent-create v1|v2|hybrid PIECE-LENGTH THREADS PATH
// Makes a torrent with libtorrent's own set_piece_hashes and throws it away.
#include <fmt/format.h>
#include <libtorrent/create_torrent.hpp>
#include <libtorrent/settings_pack.hpp>

#include <cstdlib>
#include <exception>
#include <string>

int main(int argc, char** argv)
try {
    if (argc != 5) return 2;
    std::string const format = argv[1];
    std::string path = argv[4];
    lt::create_flags_t flags{};
    if (format == "v1") flags = lt::create_torrent::v1_only;
    if (format == "v2") flags = lt::create_torrent::v2_only;
    lt::file_storage files;
    lt::add_files(files, path);
    lt::create_torrent torrent{files, std::atoi(argv[2]), flags};
    lt::settings_pack settings;
    settings.set_int(lt::settings_pack::hashing_threads, std::atoi(argv[3]));
    auto const slash = path.find_last_of('/');
    lt::set_piece_hashes(
        torrent, slash == std::string::npos ? "." : path.substr(0, slash), settings, [](auto) {});
    fmt::print("{}\n", torrent.generate_buf().size());
} catch (std::exception const& e) {
    fmt::print(stderr, "bench-libtorrent-create: {}\n", e.what());
    return 1;
}
