#include "files.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>

namespace bt::test {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> contents(std::string const& root)
{
    std::map<std::string, std::string> found;
    for (auto const& entry : fs::recursive_directory_iterator{root})
        if (entry.is_regular_file())
            found[fs::relative(entry.path(), root)] = read_file(entry.path());
    return found;
}

}  // namespace

scratch::scratch()
{
    std::string name = fs::temp_directory_path() / "bt-test-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no scratch folder"};
    path_ = name;
}

scratch::~scratch()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void write_file(std::string const& path, std::string const& bytes)
{
    auto const folder = fs::path{path}.parent_path();
    if (!folder.empty()) fs::create_directories(folder);
    std::ofstream out{path, std::ios::binary};
    out << bytes;
}

std::string read_file(std::string const& path)
{
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string noise(std::size_t size, std::uint32_t seed)
{
    std::mt19937 random{seed};
    std::string bytes(size, '\0');
    for (auto& byte : bytes)
        byte = static_cast<char>(random() & 0xff);
    return bytes;
}

void make_sample_tree(std::string const& path)
{
    write_file(path + "/large.bin", noise(3'000'000, 1));
    write_file(path + "/a-b/small.txt", "small\n");
    write_file(path + "/a/nested/deep.bin", noise(70'001, 2));
    write_file(path + "/empty", "");
    write_file(path + "/gr\xc3\xbc\xc3\x9f\x65.txt", "not ASCII\n");
    write_file(path + "/run.sh", "#!/bin/sh\n");
    fs::permissions(path + "/run.sh", fs::perms::owner_exec, fs::perm_options::add);
}

bool same_tree(std::string const& a, std::string const& b)
{
    return fs::exists(a) && fs::exists(b) && contents(a) == contents(b);
}

int free_port()
{
    int const fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(fd, generic, length) != 0 || ::getsockname(fd, generic, &length) != 0)
        throw std::runtime_error{"no free port"};
    ::close(fd);
    return ntohs(address.sin_port);
}

}  // namespace bt::test
