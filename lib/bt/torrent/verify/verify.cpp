#include "verify.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/torrent/verify/similar_names.hpp>
#include <bt/torrent/verify/verify_findings.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

namespace bt::torrent {
namespace {

std::string first_name(std::string const& path)
{
    return path.substr(0, path.find('/'));
}

content_place place_of(verify_request const& request)
{
    if (request.content.empty()) return content_place::in_folder(request.folder);
    return content_place::at(request.content);
}

/// What sizes, kinds and errors say, without a look at the hashes.
verdict verdict_by_look(entry_state const& state, std::int64_t size)
{
    int const trouble = state.trouble;
    if (trouble == ENOENT || trouble == ENOTDIR) return verdict::missing;
    if (trouble == not_a_link || trouble == points_elsewhere) return verdict::corrupt;
    if (trouble != 0) return verdict::unreadable;
    if (state.stamp.size < 0) return verdict::unchecked;
    if (state.stamp.size < size) return verdict::cut;
    return state.stamp.size > size ? verdict::overlong : verdict::ok;
}

/// Proved by one of the formats is proved.
verdict verdict_by_hashes(entry_finding const& found)
{
    auto const v1 = found.v1.value_or(verdict::unchecked);
    auto const v2 = found.v2.value_or(verdict::unchecked);
    if (v1 == verdict::corrupt || v2 == verdict::corrupt) return verdict::corrupt;
    return std::min(v1, v2);
}

std::string hex_of(char const* hash, std::size_t length)
{
    return hash == nullptr ? std::string{} : to_hex({hash, length});
}

std::string_view word_of(piece_state state)
{
    if (state == piece_state::unknown) return row_of(verdict::unchecked).word;
    return row_of(state == piece_state::ok ? verdict::ok : verdict::corrupt).word;
}

void count(verify_report::findings& all)
{
    auto& counts = all.counts;
    for (std::size_t entry = 0; entry < all.plan.size(); ++entry) {
        if (!all.plan.is_selected(entry)) continue;
        auto const found = finding_of(all, entry);
        ++counts.files[static_cast<std::size_t>(found.is)];
        ++counts.num_files;
        counts.total_size += all.plan.bytes(entry);
        counts.checked_bytes += found.checked_bytes;
    }
    all.bad = all.seen.bad_hashes();
    counts.bad_pieces = static_cast<std::int64_t>(all.bad.size());
}

/// Tells pieces as records.
class piece_teller {
public:
    piece_teller(
        verify_report::findings const& all,
        std::function<void(record::piece_check const&)> const& visit)
        : all_{&all}
        , visit_{&visit}
    {
    }

    void tell(std::int64_t piece, bool is_v2, piece_state state, bad_hash const* found) const
    {
        auto const& plan = all_->plan;
        record::piece_check out{
            .torrent = plan.key(),
            .piece = piece,
            .format = is_v2 ? "v2" : "v1",
            .verdict = std::string{word_of(state)}};
        char const* expected = is_v2 ? nullptr : plan.expected_v1(piece);
        auto const range = plan.entries_in(piece);
        for (auto entry = range.first; entry < range.last; ++entry) {
            auto const part = plan.part_in(piece, entry);
            if (part.first == part.last) continue;
            out.files.push_back(
                {plan.index(entry), plan.path(entry), part.first, part.last - part.first});
            if (is_v2) expected = plan.expected_v2(entry, piece - plan.first_piece(entry));
        }
        auto const length = is_v2 ? sizeof(sha256_digest) : sizeof(digest::sha1_digest);
        out.expected = hex_of(expected, length);
        if (found != nullptr)
            out.actual = to_hex({reinterpret_cast<char const*>(found->hash.data()), length});
        (*visit_)(out);
    }

private:
    verify_report::findings const* all_;
    std::function<void(record::piece_check const&)> const* visit_;
};

}  // namespace

verify_report::findings::findings(
    metainfo const& what, verify_request const& request, content_place where)
    : plan{what, request.files}
    , place{std::move(where)}
    , top{first_name(plan.path(0))}
    , seen{plan, place, request.fail_fast}
    , quick{request.quick}
{
}

verify_report::verify_report(std::unique_ptr<findings> from)
    : found_{std::move(from)}
{
}

verify_report::~verify_report() = default;
verify_report::verify_report(verify_report&&) noexcept = default;
verify_report& verify_report::operator=(verify_report&&) noexcept = default;

verify_counts const& verify_report::counts() const
{
    return found_->counts;
}

bool verify_report::is_complete() const
{
    return found_->complete;
}

verdict verify_report::worst() const
{
    auto const& files = found_->counts.files;
    auto const last = std::find_if(files.rbegin(), files.rend(), [](auto n) { return n > 0; });
    return last == files.rend() ? verdict::ok : static_cast<verdict>(files.rend() - last - 1);
}

entry_finding finding_of(verify_report::findings const& all, std::size_t entry)
{
    auto const& plan = all.plan;
    auto const& state = all.seen.state(entry);
    entry_finding found{.is = verdict_by_look(state, plan.bytes(entry))};
    if (all.quick || plan.bytes(entry) == 0) return found;
    piece_tally v1;
    piece_tally v2;
    for (auto piece = plan.first_piece(entry); piece <= plan.last_piece(entry); ++piece) {
        auto const by_v1 = all.seen.v1(piece);
        auto const by_v2 = all.seen.v2(piece);
        v1.add(by_v1);
        v2.add(by_v2);
        if (by_v1 == piece_state::bad || by_v2 == piece_state::bad) ++found.bad_pieces;
        if (by_v1 == piece_state::unknown && by_v2 == piece_state::unknown) continue;
        auto const part = plan.part_in(piece, entry);
        found.checked_bytes += part.last - part.first;
    }
    if (plan.has_v1()) found.v1 = v1.is();
    if (plan.has_v2()) found.v2 = v2.is();
    // Hashes of a file that changed are of nothing that ever existed.
    if (state.trouble != changed) found.is = std::max(found.is, verdict_by_hashes(found));
    return found;
}

void verify_report::for_each_file(std::function<void(record::file_check const&)> const& visit) const
{
    auto const& all = *found_;
    reasons why{all};
    similar_names names{all.place.folder()};
    for (std::size_t entry = 0; entry < all.plan.size(); ++entry) {
        if (!all.plan.is_selected(entry)) continue;
        auto const found = finding_of(all, entry);
        if (!all.complete && found.is == verdict::unchecked) continue;
        record::file_check out{
            .torrent = all.plan.key(),
            .index = all.plan.index(entry),
            .path = all.plan.path(entry),
            .size = all.plan.bytes(entry),
            .verdict = std::string{row_of(found.is).word}};
        if (auto const size = all.seen.state(entry).stamp.size; size >= 0) out.found_size = size;
        if (found.v1) out.v1 = row_of(*found.v1).word;
        if (found.v2) out.v2 = row_of(*found.v2).word;
        if (found.bad_pieces > 0) out.bad_pieces = found.bad_pieces;
        auto reason = why.of(entry, found);
        if (found.is == verdict::missing) {
            if (auto const other = names.find(all.place.path_of(out.path))) {
                out.similar_name = all.place.torrent_path(all.top, *other);
                reason = fmt::format(
                    "{} is there, whose name differs in case or Unicode form", *out.similar_name);
            }
        }
        if (!reason.empty()) out.reason = std::move(reason);
        visit(out);
    }
}

void verify_report::for_each_piece(
    which_pieces which, std::function<void(record::piece_check const&)> const& visit) const
{
    auto const& all = *found_;
    piece_teller const each{all, visit};
    auto bad = all.bad.begin();
    if (which == which_pieces::bad || all.quick) {
        for (; bad != all.bad.end(); ++bad)
            each.tell(bad->piece, bad->is_v2, piece_state::bad, &*bad);
        return;
    }
    auto const tell = [&](std::int64_t piece, bool is_v2, piece_state state) {
        bool const mine = bad != all.bad.end() && bad->piece == piece && bad->is_v2 == is_v2;
        each.tell(piece, is_v2, state, mine ? &*bad++ : nullptr);
    };
    for (std::int64_t piece = 0; piece < all.plan.space().pieces(); ++piece) {
        if (!all.plan.is_wanted(piece)) continue;
        if (all.plan.has_v1()) tell(piece, false, all.seen.v1(piece));
        if (all.plan.has_v2()) tell(piece, true, all.seen.v2(piece));
    }
}

verify_report verify(
    metainfo const& what,
    verify_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    auto found = std::make_unique<verify_report::findings>(what, request, place_of(request));
    auto& seen = found->seen;
    auto const threads = thread_count(request.threads);
    found->complete = seen.look(threads, stop);
    if (found->complete && request.fail_fast && seen.has_seen_bad()) found->complete = false;
    if (found->complete && !request.quick && seen.prepare()) {
        hash_options const how{
            .v1 = found->plan.has_v1(), .v2 = found->plan.has_v2(), .threads = threads};
        try {
            hash_pieces(found->plan.space(), how, seen, progress, std::move(stop));
        } catch (error const& e) {
            if (e.code() != exit_code::interrupted) throw;
            found->complete = false;
        }
        seen.look_again(threads);
        if (seen.stopped_early()) found->complete = false;
    }
    count(*found);
    return verify_report{std::move(found)};
}

}  // namespace bt::torrent
