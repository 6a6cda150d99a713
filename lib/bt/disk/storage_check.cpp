#include "storage.hpp"

#include <bt/disk/fault.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/torrent_flags.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace bt::disk {
namespace {

using op = lt::operation_t;
using link_list = lt::aux::vector<std::string, lt::file_index_t>;

bool is_missing(lt::error_code const& reason)
{
    return reason == boost::system::errc::no_such_file_or_directory;
}

bool has_resume_data(lt::add_torrent_params const& given)
{
    return !given.have_pieces.empty() || (given.flags & lt::torrent_flags::seed_mode);
}

bool claims_all(lt::add_torrent_params const& resume, lt::file_storage const& fs)
{
    if (resume.flags & lt::torrent_flags::seed_mode) return true;
    return resume.have_pieces.size() >= fs.num_pieces() && resume.have_pieces.all_set();
}

/// The first and the last piece with bytes of a file.
std::pair<int, int> pieces_of(lt::file_storage const& fs, lt::file_index_t file)
{
    auto const length = std::int64_t{fs.piece_length()};
    auto const from = fs.file_offset(file);
    return {
        static_cast<int>(from / length),
        static_cast<int>((from + std::max<std::int64_t>(fs.file_size(file), 1) - 1) / length)};
}

bool claims_some_of(
    lt::add_torrent_params const& resume, lt::file_storage const& fs, lt::file_index_t file)
{
    auto [piece, last] = pieces_of(fs, file);
    last = std::min(last, resume.have_pieces.size() - 1);
    for (; piece <= last; ++piece)
        if (resume.have_pieces.get_bit(lt::piece_index_t{piece})) return true;
    return false;
}

}  // namespace

/// The size of a file on disk; -1 with a reason for what is not there or is none.
std::int64_t storage::size_on_disk(lt::file_index_t file, lt::error_code& reason) const
{
    struct stat facts {};
    if (!where_.look_through(path_of(file), facts))
        reason = {errno, lt::generic_category()};
    else if (!S_ISREG(facts.st_mode))
        reason = fault::not_a_file;
    else
        return facts.st_size;
    return -1;
}

/// Two files of one path, or a file where another needs a folder: metadata from peers can say so.
bool storage::names_clash(lt::storage_error& error) const
{
    auto const& fs = files();
    if (fs.num_files() < 2) return false;
    std::vector<std::pair<std::string, lt::file_index_t>> all;
    for (auto const file : fs.file_range())
        if (!fs.pad_file_at(file)) all.emplace_back(path_of(file), file);
    auto const path = &std::pair<std::string, lt::file_index_t>::first;
    std::ranges::sort(all, {}, path);
    auto clashing = std::ranges::adjacent_find(all, {}, path);
    for (auto each = all.begin(); clashing == all.end() && each != all.end(); ++each)
        for (auto slash = each->first.find('/', 1); slash != std::string::npos;
             slash = each->first.find('/', slash + 1))
            if (std::ranges::binary_search(all, each->first.substr(0, slash), {}, path))
                clashing = each;
    if (clashing == all.end()) return false;
    error = failed(fault::clash, clashing->second, op::check_resume);
    return true;
}

void storage::make_empty_files(lt::status_t& found, lt::storage_error& error)
{
    auto const& fs = files();
    for (auto const file : fs.file_range()) {
        if (fs.pad_file_at(file) || !is_wanted(file)) continue;
        if ((fs.file_flags(file) & lt::file_storage::flag_symlink)) continue;
        lt::error_code reason;
        auto const size = size_on_disk(file, reason);
        if (reason && !is_missing(reason)) {
            error = {reason, file, op::file_stat};
            return;
        }
        if (size > fs.file_size(file)) found = found | lt::status_t::oversized_file;
        // What cannot be written is told now, not when peers have sent the first of it.
        if (size < fs.file_size(file) && !where_.can_write(path_of(file)))
            error = failed(errno, file, op::file_open);
        else if (size < 0)
            make_empty_file(file, error);
        if (error) return;
    }
}

void storage::make_empty_file(lt::file_index_t file, lt::storage_error& error) const
{
    bool const is_link = bool(files().file_flags(file) & lt::file_storage::flag_symlink);
    if (files().file_size(file) > 0 || is_link) return;
    if (!where_.open(path_of(file), O_WRONLY | O_CREAT)) error = failed(errno, file, op::file_open);
}

/// Files of other torrents that are the same as ours (BEP 38) become ours by a hard link. True if
/// there were any.
bool storage::make_links(link_list const& links, lt::storage_error& error)
{
    bool made = false;
    for (auto const file : links.range()) {
        if (links[file].empty()) continue;
        auto const to = where_.make(path_of(file));
        if (to
            && ::linkat(AT_FDCWD, links[file].c_str(), to.above.get(), to.name.c_str(), 0) == 0) {
            made = true;
        } else if (errno != EEXIST) {
            error = failed(errno, file, op::file_hard_link);
            return made;
        }
    }
    return made;
}

/// Whether every file is there that the resume data has pieces of, and long enough if it has all.
bool storage::is_plausible(lt::add_torrent_params const& resume, lt::storage_error& error) const
{
    auto const& fs = files();
    bool const all = claims_all(resume, fs);
    bool const seeds = bool(resume.flags & lt::torrent_flags::seed_mode);
    for (auto const file : fs.file_range()) {
        if (fs.pad_file_at(file) || (!is_wanted(file) && !seeds)) continue;
        if ((fs.file_flags(file) & lt::file_storage::flag_symlink)) continue;
        if (!all && (fs.file_size(file) == 0 || !claims_some_of(resume, fs, file))) continue;
        lt::error_code reason;
        auto const size = size_on_disk(file, reason);
        if (size >= 0 && (!all || size >= fs.file_size(file))) continue;
        error = reason && !is_missing(reason)
            ? lt::storage_error{reason, file, op::file_stat}
            : lt::storage_error{
                lt::error_code{lt::errors::mismatching_file_size}, file, op::check_resume};
        return false;
    }
    return true;
}

bool storage::has_any_file(lt::storage_error& error) const
{
    auto const& fs = files();
    for (auto const file : fs.file_range()) {
        if (fs.pad_file_at(file) || fs.file_size(file) == 0) continue;
        lt::error_code reason;
        if (size_on_disk(file, reason) > 0) return true;
        if (!reason || is_missing(reason)) continue;
        error = {reason, file, op::file_stat};
        return false;
    }
    return false;
}

lt::status_t storage::check(
    lt::add_torrent_params const* resume, link_list const& links, lt::storage_error& error)
{
    auto found = lt::status_t::no_error;
    auto const fatal = [&] { return lt::status_t::fatal_disk_error | found; };
    watch_.forget();
    if (names_clash(error)) return fatal();
    auto const& fs = files();
    bool uses_part_file = false;
    for (auto const file : priorities_.range()) {
        if (file >= fs.end_file() || is_wanted(file) || fs.pad_file_at(file)) continue;
        lt::error_code reason;
        own_file_.resize(static_cast<std::size_t>(fs.num_files()));
        own_file_[static_cast<std::size_t>(static_cast<int>(file))] =
            size_on_disk(file, reason) >= 0;
        uses_part_file = true;
    }
    if (uses_part_file) (void)parts();
    make_empty_files(found, error);
    if (error) return fatal();
    bool const linked = make_links(links, error);
    if (error) return fatal();
    bool const resumes = resume != nullptr && has_resume_data(*resume);
    if (resumes && !linked)
        return (is_plausible(*resume, error) ? lt::status_t::no_error
                                             : lt::status_t::need_full_check)
            | found;
    if (linked) return lt::status_t::need_full_check | found;
    bool const any = has_any_file(error);
    if (error) return fatal();
    return (any ? lt::status_t::need_full_check : lt::status_t::no_error) | found;
}

}  // namespace bt::disk
