#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What happens to files.
namespace bt::record::event {

/// Every piece of a file is here.
struct file_completed {
    std::int64_t file = 0;
    std::string path;

    static constexpr std::string_view kind = "file_completed";
    static constexpr auto fields();
};

constexpr auto file_completed::fields()
{
    using self = file_completed;
    return std::tuple{
        field{"file", &self::file, "File index."},
        field{"path", &self::path, "Path below the save path."},
    };
}

/// The disk failed a torrent: full, read-only, or worse.
struct file_error {
    std::string path;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "file_error";
    static constexpr auto fields();
};

constexpr auto file_error::fields()
{
    using self = file_error;
    return std::tuple{
        field{"path", &self::path, "The file."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// New file priorities are in force.
struct file_prio {
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "file_prio";
    static constexpr auto fields();
};

constexpr auto file_prio::fields()
{
    using self = file_prio;
    return std::tuple{
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A file has a new name.
struct file_renamed {
    std::int64_t file = 0;
    std::string old_name;
    std::string new_name;

    static constexpr std::string_view kind = "file_renamed";
    static constexpr auto fields();
};

constexpr auto file_renamed::fields()
{
    using self = file_renamed;
    return std::tuple{
        field{"file", &self::file, "File index."},
        field{"old_name", &self::old_name, "Path before."},
        field{"new_name", &self::new_name, "Path now."},
    };
}

/// A file kept its name.
struct file_rename_failed {
    std::int64_t file = 0;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "file_rename_failed";
    static constexpr auto fields();
};

constexpr auto file_rename_failed::fields()
{
    using self = file_rename_failed;
    return std::tuple{
        field{"file", &self::file, "File index."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A file on disk is larger than the torrent says.
struct oversized_file {
    static constexpr std::string_view kind = "oversized_file";
    static constexpr auto fields();
};

constexpr auto oversized_file::fields()
{
    return std::tuple{};
}

/// The files are in another folder.
struct storage_moved {
    std::string save_path;
    std::string old_path;

    static constexpr std::string_view kind = "storage_moved";
    static constexpr auto fields();
};

constexpr auto storage_moved::fields()
{
    using self = storage_moved;
    return std::tuple{
        field{"save_path", &self::save_path, "Folder they are below now."},
        field{"old_path", &self::old_path, "Folder they were below."},
    };
}

/// The files could not be moved.
struct storage_moved_failed {
    std::string path;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "storage_moved_failed";
    static constexpr auto fields();
};

constexpr auto storage_moved_failed::fields()
{
    using self = storage_moved_failed;
    return std::tuple{
        field{"path", &self::path, "The file that failed."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The files of a removed torrent are gone.
struct torrent_deleted {
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;

    static constexpr std::string_view kind = "torrent_deleted";
    static constexpr auto fields();
};

constexpr auto torrent_deleted::fields()
{
    using self = torrent_deleted;
    return std::tuple{
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex."},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex."},
    };
}

/// Files of a removed torrent could not be deleted.
struct torrent_delete_failed {
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "torrent_delete_failed";
    static constexpr auto fields();
};

constexpr auto torrent_delete_failed::fields()
{
    using self = torrent_delete_failed;
    return std::tuple{
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex."},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Everything written is on its way to the disk.
struct cache_flushed {
    static constexpr std::string_view kind = "cache_flushed";
    static constexpr auto fields();
};

constexpr auto cache_flushed::fields()
{
    return std::tuple{};
}

/// What lets a torrent go on in another run is on the medium.
struct resume_data_ready {
    blob resume_base64;

    static constexpr std::string_view kind = "resume_data_ready";
    static constexpr auto fields();
};

constexpr auto resume_data_ready::fields()
{
    using self = resume_data_ready;
    return std::tuple{
        field{"resume_base64", &self::resume_base64, "libtorrent's resume data, bencoded."},
    };
}

/// Resume data could not be made.
struct resume_data_failed {
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "resume_data_failed";
    static constexpr auto fields();
};

constexpr auto resume_data_failed::fields()
{
    using self = resume_data_failed;
    return std::tuple{
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// Resume data does not fit the files; they are checked.
struct fastresume_rejected {
    std::string path;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "fastresume_rejected";
    static constexpr auto fields();
};

constexpr auto fastresume_rejected::fields()
{
    using self = fastresume_rejected;
    return std::tuple{
        field{"path", &self::path, "The file that does not fit."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

}  // namespace bt::record::event
