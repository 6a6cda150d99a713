#include "publishing.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rest.hpp>
#include <bt/dht/client.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace bt_seed {
namespace {

using bt::dht::item;
using bt::dht::put_result;
using bt::record::event::pointer_published;
using std::chrono::milliseconds;

constexpr int enough_nodes = 4;
constexpr std::chrono::seconds patience{20};
constexpr std::chrono::seconds again_after_failure{30};

class work {
public:
    work(publish_request what, publisher::callbacks by)
        : what_{std::move(what)}
        , by_{std::move(by)}
        , link_{bt::dht::link_of({.key = what_.key.as_public, .salt = what_.salt})}
    {
    }

    void operator()(std::stop_token const& stop)
    {
        std::unique_ptr<bt::dht::carrier> node;
        do {
            next_ = what_.every;
            try {
                if (!node) node = by_.make_node(stop);
                bt::dht::client client{*node};
                look(client, stop);
            } catch (bt::error const& e) {
                if (e.code() == bt::exit_code::interrupted) return;
                // The host of a session may be another by now.
                node.reset();
                fail(e.what());
            } catch (std::exception const& e) {
                node.reset();
                fail(e.what());
            }
        } while (!superseded_ && bt::rest(bt::with_jitter(next_), stop));
    }

private:
    void look(bt::dht::client& by, std::stop_token const& stop)
    {
        bt::dht::patience const how{.within = patience, .stop = stop, .enough_nodes = enough_nodes};
        if (!stored_)
            publish(by.put(
                {.value = bt::dht::value_of(what_.to),
                 .key = what_.key,
                 .salt = what_.salt,
                 .seq = {},
                 .cas = {},
                 .keeps_equal = true},
                how));
        else
            keep(by.keep(*stored_, how));
    }

    void publish(put_result const& result)
    {
        if (result.num_held > 0)
            stored_ = item{
                .value = bt::dht::value_of(what_.to),
                .key = what_.key.as_public,
                .salt = what_.salt,
                .seq = result.seq,
                .signed_by = result.signed_by};
        tell(result);
    }

    void keep(put_result const& result)
    {
        // Whoever published a newer one knows better.
        superseded_ = result.conflict.has_value();
        tell(result);
    }

    void tell(put_result const& result)
    {
        auto const num_held = std::max(result.num_held, result.num_success);
        if (num_held == 0) next_ = std::min<milliseconds>(next_, again_after_failure);
        pointer_published out{
            .link = link_, .seq = result.seq, .num_held = num_held, .newer_seq = {}};
        if (superseded_) out.newer_seq = result.conflict;
        by_.tell(out);
    }

    void fail(std::string why)
    {
        next_ = std::min<milliseconds>(next_, again_after_failure);
        pointer_published out{.link = link_};
        if (stored_) out.seq = stored_->seq;
        out.error_message = std::move(why);
        by_.tell(out);
    }

    publish_request what_;
    publisher::callbacks by_;
    std::string link_;
    std::optional<item> stored_;
    milliseconds next_{0};
    bool superseded_ = false;
};

}  // namespace

publisher::publisher(publish_request what, callbacks by)
    : thread_{work{std::move(what), std::move(by)}}
{
}

}  // namespace bt_seed
