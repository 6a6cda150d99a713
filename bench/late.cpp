// Goes under a node with LD_PRELOAD: what it sends over UDP leaves BENCH_DELAY_MS later, as over a
// line of that length.
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

using send_message = ssize_t (*)(int, msghdr const*, int);

send_message real_sendmsg()
{
    static auto const found = reinterpret_cast<send_message>(dlsym(RTLD_NEXT, "sendmsg"));
    return found;
}

std::chrono::milliseconds delay()
{
    static auto const* const text = std::getenv("BENCH_DELAY_MS");
    return std::chrono::milliseconds{text == nullptr ? 0 : std::atoi(text)};
}

bool is_datagram(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_DGRAM;
}

void send_late(int fd, std::string bytes, sockaddr_storage to, socklen_t size)
{
    std::thread{[=] {
        std::this_thread::sleep_for(delay());
        auto text = bytes;
        auto where = to;
        iovec part{text.data(), text.size()};
        msghdr message{};
        message.msg_name = &where;
        message.msg_namelen = size;
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        (void)real_sendmsg()(fd, &message, MSG_NOSIGNAL);
    }}.detach();
}

ssize_t later(int fd, std::string bytes, void const* to, socklen_t size)
{
    auto const count = static_cast<ssize_t>(bytes.size());
    sockaddr_storage where{};
    std::copy_n(static_cast<char const*>(to), size, reinterpret_cast<char*>(&where));
    send_late(fd, std::move(bytes), where, size);
    return count;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) ssize_t
sendmsg(int fd, msghdr const* message, int flags)
{
    if (message->msg_name == nullptr || !is_datagram(fd)) return real_sendmsg()(fd, message, flags);
    std::string bytes;
    for (std::size_t i = 0; i < message->msg_iovlen; ++i)
        bytes.append(
            static_cast<char const*>(message->msg_iov[i].iov_base), message->msg_iov[i].iov_len);
    return later(fd, std::move(bytes), message->msg_name, message->msg_namelen);
}

extern "C" __attribute__((visibility("default"))) ssize_t
sendto(int fd, void const* bytes, size_t count, int flags, sockaddr const* to, socklen_t size)
{
    if (to == nullptr || !is_datagram(fd)) {
        iovec part{const_cast<void*>(bytes), count};
        msghdr message{};
        message.msg_name = const_cast<sockaddr*>(to);
        message.msg_namelen = size;
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        return real_sendmsg()(fd, &message, flags);
    }
    return later(fd, {static_cast<char const*>(bytes), count}, to, size);
}
