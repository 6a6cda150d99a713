#pragma once

#include <bt/base/export.hpp>
#include <bt/disk/file_watch.hpp>

#include <libtorrent/error_code.hpp>
#include <libtorrent/session_params.hpp>
#include <libtorrent/sha1_hash.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace bt::disk {

class storage;

/// What a session asks of its back end beyond libtorrent's interface. A torrent is named by
/// info_hash_t::get_best(). What is asked is done after what the torrent has under way; it may be
/// asked on any thread but libtorrent's own, and fails with operation_aborted once the session is
/// over.
class BT_API control {
public:
    control();

    /// For session_params; the session that is made with it is the one that is asked.
    [[nodiscard]] lt::disk_io_constructor_type constructor() const;

    struct synced {
        std::vector<file_stamp> files;  ///< by index; empty after an error
        lt::storage_error error;
    };
    /// Calls `then`, on a thread of the back end or this one, when everything written so far is on
    /// the medium: resume data that names it may be kept.
    void sync(lt::sha1_hash const& torrent, std::function<void(synced)> then) const;
    /// Waits until everything received so far is in its file, where another process can read it.
    void drain(lt::sha1_hash const& torrent) const;
    /// Once everything wanted is there: cuts files that are longer than they should be, sets the
    /// modes and makes the symbolic links of BEP 47. Waits for it.
    [[nodiscard]] lt::storage_error finish(lt::sha1_hash const& torrent) const;

    struct link;

private:
    std::shared_ptr<link> link_;
};

}  // namespace bt::disk
