#include "make.hpp"

#include <bt/session/alerts/words.hpp>

/// Trackers: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::tracker_announce_alert const& a)
{
    return record::event::tracker_announce{
        .tracker = a.tracker_url(),
        .local_endpoint = text_of(a.local_endpoint),
        .event = announce_name(a.event),
        .protocol_version = number_of(a.version)};
}

event_body make(lt::tracker_reply_alert const& a)
{
    return record::event::tracker_reply{
        .tracker = a.tracker_url(),
        .local_endpoint = text_of(a.local_endpoint),
        .num_peers = a.num_peers,
        .protocol_version = number_of(a.version)};
}

event_body make(lt::tracker_error_alert const& a)
{
    return with_error(
        record::event::tracker_error{
            .tracker = a.tracker_url(),
            .local_endpoint = text_of(a.local_endpoint),
            .times_in_row = a.times_in_row,
            .operation = lt::operation_name(a.op),
            .failure_reason = a.failure_reason(),
            .protocol_version = number_of(a.version)},
        a.error);
}

event_body make(lt::tracker_warning_alert const& a)
{
    return record::event::tracker_warning{
        .tracker = a.tracker_url(),
        .local_endpoint = text_of(a.local_endpoint),
        .message = a.warning_message(),
        .protocol_version = number_of(a.version)};
}

event_body make(lt::trackerid_alert const& a)
{
    return record::event::tracker_id{
        .tracker = a.tracker_url(),
        .local_endpoint = text_of(a.local_endpoint),
        .id = a.tracker_id()};
}

event_body make(lt::scrape_reply_alert const& a)
{
    return record::event::scrape_reply{
        .tracker = a.tracker_url(),
        .local_endpoint = text_of(a.local_endpoint),
        .complete = known(a.complete),
        .incomplete = known(a.incomplete),
        .protocol_version = number_of(a.version)};
}

event_body make(lt::scrape_failed_alert const& a)
{
    return with_error(
        record::event::scrape_failed{
            .tracker = a.tracker_url(),
            .local_endpoint = text_of(a.local_endpoint),
            .failure_reason = a.error_message(),
            .protocol_version = number_of(a.version)},
        a.error);
}

event_body make(lt::url_seed_alert const& a)
{
    return with_error(
        record::event::web_seed_error{.url = a.server_url(), .message = a.error_message()},
        a.error);
}

event_body make(lt::dht_reply_alert const& a)
{
    return record::event::dht_reply{.num_peers = a.num_peers};
}

}  // namespace bt::session
