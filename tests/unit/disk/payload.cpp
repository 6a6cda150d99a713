#include "fixture.hpp"

#include <bt/digest/digest.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iterator>

/// What waits for its answer, and what has to do with the process.
namespace bt::test {

void PrintTo(read_result const& what, std::ostream* out)
{
    *out << what.error << ", " << what.bytes.size() << " bytes, hash "
         << std::hash<std::string>{}(what.bytes);
}

void PrintTo(hash_result const& what, std::ostream* out)
{
    *out << what.error << ", " << what.v1;
    for (auto const& each : what.v2)
        *out << " " << each;
}

void PrintTo(check_result const& what, std::ostream* out)
{
    *out << "status " << static_cast<int>(what.status) << ", " << what.error;
}

void PrintTo(move_result const& what, std::ostream* out)
{
    *out << "status " << static_cast<int>(what.status) << ", " << what.path << ", " << what.error;
}

void gate::open()
{
    std::lock_guard const lock{mutex_};
    is_open_ = true;
    changed_.notify_all();
}

void gate::pass()
{
    std::unique_lock lock{mutex_};
    EXPECT_TRUE(changed_.wait_for(lock, patience, [this] { return is_open_; })) << "not opened";
}

held_gate payload::hold()
{
    auto made = std::make_shared<gate>();
    in_.door().sync(info_hash_, [made](auto const&) { made->pass(); });
    return held_gate{made};
}

std::string payload::write(int piece, int index)
{
    return in_.ask<std::string>([&](auto then) { start_write(piece, index, then); });
}

std::vector<std::string> payload::write_piece(int piece)
{
    auto const left = std::make_shared<int>(blocks(piece));
    auto const troubles = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < blocks(piece); ++i)
        start_write(piece, i, [left, troubles](std::string const& what) {
            --*left;
            if (what != fine) troubles->push_back(what);
        });
    in_.disk().submit_jobs();
    EXPECT_TRUE(in_.run_until([&] { return *left == 0; })) << "not told";
    return *troubles;
}

std::vector<std::string> payload::write_all()
{
    std::vector<std::string> out;
    for (int piece = 0; piece < pieces(); ++piece)
        std::ranges::move(write_piece(piece), std::back_inserter(out));
    return out;
}

read_result payload::read(int piece, int start, int size)
{
    return in_.ask<read_result>([&](auto then) { start_read(piece, start, size, then); });
}

read_result payload::read_piece(int piece)
{
    read_result out{{}, fine};
    for (int i = 0; i < blocks(piece) && out.error == fine; ++i) {
        auto const where = block_of(piece, i);
        auto got = read(piece, where.start, where.length);
        out.bytes += got.bytes;
        out.error = got.error;
    }
    return out;
}

hash_result payload::hash(int piece, hash_kind which)
{
    return in_.ask<hash_result>([&](auto then) { start_hash(piece, which, then); });
}

hash_result payload::hash2(int piece, int offset)
{
    return in_.ask<hash_result>([&](auto then) { start_hash2(piece, offset, then); });
}

hash_result payload::right_hash(int piece, hash_kind which) const
{
    hash_result out{{}, {}, fine};
    auto const all = piece_bytes(piece);
    if (which.v1) std::memcpy(out.v1.data(), digest::sha1(all).data(), 20);
    auto const size2 = which.v2 ? files_->piece_size2(lt::piece_index_t{piece}) : 0;
    for (int at = 0; at < size2; at += block) {
        auto const part = std::min(block, size2 - at);
        auto const hash = digest::sha256(digest::bytes{all.data() + at, std::size_t(part)});
        out.v2.emplace_back();
        std::memcpy(out.v2.back().data(), hash.data(), hash.size());
    }
    return out;
}

check_result payload::check(lt::add_torrent_params const* resume, link_list links)
{
    struct answer {
        lt::status_t status{};
        lt::storage_error error;
    };
    auto const got = in_.ask<answer>(
        [&](auto then) { in_.disk().async_check_files(holder_, resume, std::move(links), then); });
    return {got.status, told(got.error)};
}

move_result payload::move(std::string const& to, lt::move_flags_t how)
{
    struct answer {
        lt::status_t status{};
        std::string path;
        lt::storage_error error;
    };
    auto const got =
        in_.ask<answer>([&](auto then) { in_.disk().async_move_storage(holder_, to, how, then); });
    return {got.status, got.path, told(got.error)};
}

std::string payload::rename(int file, std::string const& name)
{
    struct answer {
        std::string name;
        lt::file_index_t file;
        lt::storage_error error;
    };
    auto const got = in_.ask<answer>([&](auto then) {
        in_.disk().async_rename_file(holder_, lt::file_index_t{file}, name, then);
    });
    return told(got.error);
}

std::string payload::remove_files(lt::remove_flags_t what)
{
    return told(in_.ask<lt::storage_error>(
        [&](auto then) { in_.disk().async_delete_files(holder_, what, then); }));
}

std::string payload::prioritise(priority_list wanted)
{
    struct answer {
        lt::storage_error error;
        priority_list in_force;
    };
    auto const got = in_.ask<answer>(
        [&](auto then) { in_.disk().async_set_file_priority(holder_, std::move(wanted), then); });
    return told(got.error);
}

void payload::release()
{
    struct answer {};
    (void)in_.ask<answer>([&](auto then) { in_.disk().async_release_files(holder_, then); });
}

std::string finish(engine const& in, payload const& what)
{
    return told(in.door().finish(what.info_hash()));
}

std::size_t open_descriptors()
{
    std::filesystem::directory_iterator const all{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

lowered_limit::lowered_limit(int which, std::uint64_t to)
    : which_{which}
{
    rlimit now{};
    ::getrlimit(static_cast<__rlimit_resource>(which_), &now);
    before_ = now.rlim_cur;
    now.rlim_cur = to;
    ::setrlimit(static_cast<__rlimit_resource>(which_), &now);
}

lowered_limit::~lowered_limit()
{
    rlimit now{};
    ::getrlimit(static_cast<__rlimit_resource>(which_), &now);
    now.rlim_cur = before_;
    ::setrlimit(static_cast<__rlimit_resource>(which_), &now);
}

}  // namespace bt::test
