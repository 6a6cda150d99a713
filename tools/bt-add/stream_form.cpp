#include "stream_form.hpp"

#include <bt/base/error.hpp>
#include <bt/base/link_between.hpp>

#include <algorithm>
#include <bt-add/archive_library.hpp>
#include <clocale>
#include <string>
#include <utility>

namespace bt_add {
namespace {

class plain : public stream_form {
public:
    explicit plain(chunk_sink to)
        : to_{std::move(to)}
    {
    }
    void begin(bt::record::file const&, std::int64_t) override {}
    void data(chunk const& bytes) override { to_(bytes); }
    void finish() override {}

private:
    chunk_sink to_;
};

/// libarchive turns names into what the locale calls text; here they are UTF-8 whatever that is.
class utf8_names {
public:
    utf8_names()
        : ours_{::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)}
        , before_{ours_ == nullptr ? nullptr : ::uselocale(ours_)}
    {
    }
    ~utf8_names()
    {
        if (ours_ == nullptr) return;
        ::uselocale(before_);
        ::freelocale(ours_);
    }
    utf8_names(utf8_names const&) = delete;
    utf8_names& operator=(utf8_names const&) = delete;
    utf8_names(utf8_names&&) = delete;
    utf8_names& operator=(utf8_names&&) = delete;

private:
    ::locale_t ours_;
    ::locale_t before_;
};

class tar : public stream_form {
public:
    tar(chunk_sink to, std::int64_t mtime)
        : to_{std::move(to)}
        , mtime_{mtime}
        , archive_{library_.write_new()}
    {
        if (!archive_) throw bt::error{bt::exit_code::failed, "cannot make an archive"};
        must(library_.write_set_format_pax_restricted(archive_.get()));
        // Nothing is held back, and the end is not filled up to a tape's block.
        must(library_.write_set_bytes_per_block(archive_.get(), 0));
        must(library_.write_open(archive_.get(), this, nullptr, &tar::write, nullptr));
    }

    void begin(bt::record::file const& file, std::int64_t size) override
    {
        constexpr int plain_mode = 0644;
        constexpr int executable_mode = 0755;
        utf8_names const names;
        std::unique_ptr<::archive_entry, decltype(library_.entry_free)> const entry{
            library_.entry_new(), library_.entry_free};
        bool const executable = std::ranges::count(file.attributes, "executable") > 0;
        library_.entry_set_pathname(entry.get(), file.path.c_str());
        library_.entry_set_mtime(entry.get(), file.mtime.value_or(mtime_), 0);
        library_.entry_set_perm(entry.get(), executable ? executable_mode : plain_mode);
        if (file.symlink) {
            auto const target = bt::link_between(file.path, *file.symlink);
            if (!target)
                bt::fail(
                    bt::exit_code::bad_input,
                    "archive",
                    file.path,
                    "it is a link out of the torrent");
            library_.entry_set_filetype(entry.get(), AE_IFLNK);
            library_.entry_set_symlink(entry.get(), target->c_str());
        } else {
            library_.entry_set_filetype(entry.get(), AE_IFREG);
            library_.entry_set_size(entry.get(), size);
        }
        must(library_.write_header(archive_.get(), entry.get()));
    }

    void data(chunk const& bytes) override
    {
        auto const written =
            library_.write_data(archive_.get(), bytes.data.get() + bytes.from, bytes.size);
        if (written < 0) must(ARCHIVE_FATAL);
    }

    void finish() override { must(library_.write_close(archive_.get())); }

private:
    static ::la_ssize_t write(::archive*, void* self, void const* bytes, std::size_t size) noexcept
    {
        static_cast<tar*>(self)->to_(chunk_of({static_cast<char const*>(bytes), size}));
        return static_cast<::la_ssize_t>(size);
    }

    void must(int result)
    {
        if (result >= ARCHIVE_WARN) return;
        auto const* const why = library_.error_string(archive_.get());
        bt::fail(bt::exit_code::failed, "write", "archive", why == nullptr ? "failed" : why);
    }

    struct freed {
        void operator()(::archive* what) const { libarchive().write_free(what); }
    };

    archive_library const& library_ = libarchive();
    chunk_sink to_;
    std::int64_t mtime_;
    std::unique_ptr<::archive, freed> archive_;
};

}  // namespace

std::unique_ptr<stream_form> plain_form(chunk_sink to)
{
    return std::make_unique<plain>(std::move(to));
}

std::unique_ptr<stream_form> tar_form(chunk_sink to, std::int64_t mtime)
{
    return std::make_unique<tar>(std::move(to), mtime);
}

}  // namespace bt_add
