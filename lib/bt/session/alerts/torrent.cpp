#include "make.hpp"

#include <bt/session/alerts/words.hpp>

/// Torrents: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::add_torrent_alert const& a)
{
    return with_error(record::event::torrent_added{.save_path = a.params.save_path}, a.error);
}

event_body make(lt::torrent_removed_alert const& a)
{
    return record::event::torrent_removed{
        .info_hash_v1 = v1_of(a.info_hashes), .info_hash_v2 = v2_of(a.info_hashes)};
}

event_body make(lt::metadata_received_alert const&)
{
    return record::event::metadata_received{};
}

event_body make(lt::metadata_failed_alert const& a)
{
    return with_error(record::event::metadata_failed{}, a.error);
}

event_body make(lt::state_changed_alert const& a)
{
    return record::event::state_changed{
        .state = state_name(a.state), .prev_state = state_name(a.prev_state)};
}

event_body make(lt::torrent_finished_alert const&)
{
    return record::event::torrent_finished{};
}

event_body make(lt::torrent_checked_alert const&)
{
    return record::event::torrent_checked{};
}

event_body make(lt::torrent_paused_alert const&)
{
    return record::event::torrent_paused{};
}

event_body make(lt::torrent_resumed_alert const&)
{
    return record::event::torrent_resumed{};
}

event_body make(lt::torrent_error_alert const& a)
{
    return with_error(record::event::torrent_error{.path = a.filename()}, a.error);
}

event_body make(lt::torrent_conflict_alert const&)
{
    return record::event::torrent_conflict{};
}

event_body make(lt::torrent_need_cert_alert const&)
{
    return record::event::torrent_need_cert{};
}

event_body make(lt::piece_finished_alert const& a)
{
    return record::event::piece_finished{.piece = index_of(a.piece_index)};
}

event_body make(lt::hash_failed_alert const& a)
{
    return record::event::hash_failed{.piece = index_of(a.piece_index)};
}

event_body make(lt::performance_alert const& a)
{
    return record::event::performance_warning{.warning = warning_name(a.warning_code)};
}

}  // namespace bt::session
