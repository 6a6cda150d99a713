#include "make.hpp"

#include <bt/session/alerts/words.hpp>
#include <bt/session/resume.hpp>

/// Files: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::file_completed_alert const& a)
{
    return record::event::file_completed{
        .file = index_of(a.index), .path = path_of(a.handle, a.index)};
}

event_body make(lt::file_error_alert const& a)
{
    return with_error(
        record::event::file_error{.path = a.filename(), .operation = lt::operation_name(a.op)},
        a.error);
}

event_body make(lt::file_prio_alert const& a)
{
    return with_error(record::event::file_prio{}, a.error);
}

event_body make(lt::file_renamed_alert const& a)
{
    return record::event::file_renamed{
        .file = index_of(a.index), .old_name = a.old_name(), .new_name = a.new_name()};
}

event_body make(lt::file_rename_failed_alert const& a)
{
    return with_error(record::event::file_rename_failed{.file = index_of(a.index)}, a.error);
}

event_body make(lt::oversized_file_alert const&)
{
    return record::event::oversized_file{};
}

event_body make(lt::storage_moved_alert const& a)
{
    return record::event::storage_moved{.save_path = a.storage_path(), .old_path = a.old_path()};
}

event_body make(lt::storage_moved_failed_alert const& a)
{
    return with_error(
        record::event::storage_moved_failed{
            .path = a.file_path(), .operation = lt::operation_name(a.op)},
        a.error);
}

event_body make(lt::torrent_deleted_alert const& a)
{
    return record::event::torrent_deleted{
        .info_hash_v1 = v1_of(a.info_hashes), .info_hash_v2 = v2_of(a.info_hashes)};
}

event_body make(lt::torrent_delete_failed_alert const& a)
{
    return with_error(
        record::event::torrent_delete_failed{
            .info_hash_v1 = v1_of(a.info_hashes), .info_hash_v2 = v2_of(a.info_hashes)},
        a.error);
}

event_body make(lt::cache_flushed_alert const&)
{
    return record::event::cache_flushed{};
}

event_body make(lt::save_resume_data_alert const& a)
{
    return record::event::resume_data_ready{.resume_base64 = {to_bytes(a.params)}};
}

event_body make(lt::save_resume_data_failed_alert const& a)
{
    return with_error(record::event::resume_data_failed{}, a.error);
}

event_body make(lt::fastresume_rejected_alert const& a)
{
    return with_error(
        record::event::fastresume_rejected{
            .path = a.file_path(), .operation = lt::operation_name(a.op)},
        a.error);
}

}  // namespace bt::session
