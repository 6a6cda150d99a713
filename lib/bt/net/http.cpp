#include "http.hpp"

#include <bt/base/error.hpp>
#include <bt/net/curl_library.hpp>
#include <bt/net/http_transfer.hpp>
#include <bt/net/url.hpp>
#include <bt/net/waker.hpp>

#include <algorithm>
#include <utility>

namespace bt::net {

struct http_client::state {
    curl_library const& library = curl();
    CURLM* multi = nullptr;
    std::vector<std::unique_ptr<http_transfer>> transfers;
    std::vector<ended> refused;  ///< ended before they began

    state()
        : multi{library.multi_init()}
    {
        if (multi == nullptr) throw error{exit_code::network, "cannot set up libcurl"};
    }
    ~state()
    {
        drop_all();
        library.multi_cleanup(multi);
    }
    state(state const&) = delete;
    state& operator=(state const&) = delete;
    state(state&&) = delete;
    state& operator=(state&&) = delete;

    void drop_all()
    {
        for (auto const& each : transfers)
            library.multi_remove_handle(multi, each->handle());
        transfers.clear();
    }

    ended take(CURL* handle, CURLcode result)
    {
        auto const at =
            std::ranges::find(transfers, handle, [](auto const& each) { return each->handle(); });
        ended out{(*at)->tag(), (*at)->finish(result)};
        library.multi_remove_handle(multi, handle);
        transfers.erase(at);
        return out;
    }
};

http_client::http_client()
    : state_{std::make_unique<state>()}
{
}

http_client::~http_client() = default;

void http_client::start(http_request request, std::size_t tag)
{
    if (!is_http(request.url)) {
        http_failure why{exit_code::bad_input, "neither http nor https"};
        state_->refused.push_back({tag, {.reply = {}, .failure = std::move(why)}});
        return;
    }
    auto transfer = std::make_unique<http_transfer>(state_->library, std::move(request), tag);
    if (state_->library.multi_add_handle(state_->multi, transfer->handle()) != CURLM_OK)
        throw error{exit_code::network, "cannot set up libcurl"};
    state_->transfers.push_back(std::move(transfer));
}

std::size_t http_client::running() const
{
    return state_->transfers.size() + state_->refused.size();
}

std::vector<http_client::ended> http_client::advance()
{
    auto out = std::exchange(state_->refused, {});
    int running = 0;
    state_->library.multi_perform(state_->multi, &running);
    int left = 0;
    while (auto const* const message = state_->library.multi_info_read(state_->multi, &left))
        if (message->msg == CURLMSG_DONE)
            out.push_back(state_->take(message->easy_handle, message->data.result));
    return out;
}

void http_client::wait(std::vector<pollfd> const& others, std::chrono::milliseconds at_most)
{
    std::vector<curl_waitfd> watched;
    for (auto const& each : others)
        watched.push_back({.fd = each.fd, .events = CURL_WAIT_POLLIN, .revents = 0});
    auto const length = std::clamp<std::int64_t>(at_most.count(), 0, 3'600'000);
    state_->library.multi_poll(
        state_->multi,
        watched.data(),
        static_cast<unsigned>(watched.size()),
        static_cast<int>(length),
        nullptr);
}

http_outcome http_client::get(http_request request, std::stop_token const& stop)
{
    waker stopped;
    std::stop_callback const wake{stop, [&] { stopped.wake(); }};
    auto const url = request.url;
    start(std::move(request), 0);
    for (;;) {
        if (auto done = advance(); !done.empty()) return std::move(done.front().outcome);
        if (stop.stop_requested()) {
            http_failure why{exit_code::interrupted, "stopped before the end"};
            state_->drop_all();
            return {.reply = {.url = url}, .failure = std::move(why)};
        }
        wait({{.fd = stopped.fd(), .events = POLLIN, .revents = 0}}, std::chrono::minutes{1});
    }
}

}  // namespace bt::net
