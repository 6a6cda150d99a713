#include "web_seed.hpp"

#include <bt/base/text.hpp>
#include <bt/net/url.hpp>
#include <bt/net/web_seed_visit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bt::net {
namespace {

/// BEP 19: the files by name, parts of them by Range.
class url_seed {
public:
    explicit url_seed(web_seed_visit& visit)
        : visit_{&visit}
    {
    }

    void check()
    {
        for (auto const& sample : request().samples) {
            check_sample(sample);
            if (visit_->is_over()) return;
        }
        auto const& files = request().files;
        auto const real = [](web_seed_file const& file) { return !file.is_pad && file.size > 0; };
        auto const first = std::ranges::find_if(files, real);
        if (first == files.end()) return;
        touch(*first);
        if (!visit_->is_over()) touch(*std::find_if(files.rbegin(), files.rend(), real));
    }

private:
    [[nodiscard]] web_seed_request const& request() const { return visit_->request(); }

    void check_sample(web_seed_sample const& sample);
    void touch(web_seed_file const& file);
    [[nodiscard]] std::optional<std::string> get(web_seed_file const& file, byte_range part);
    [[nodiscard]] std::optional<std::string>
    take_part(web_seed_file const& file, byte_range part, http_outcome& outcome);
    [[nodiscard]] std::optional<std::string>
    take_whole(web_seed_file const& file, byte_range part, http_outcome& outcome);
    void take_size(web_seed_file const& file, std::int64_t found);
    std::nullopt_t fail(web_seed_file const& file, exit_code code, std::string_view why);

    web_seed_visit* visit_;
    std::set<std::string> seen_;  ///< paths whose size is known
};

std::nullopt_t url_seed::fail(web_seed_file const& file, exit_code code, std::string_view why)
{
    visit_->fail(code, file.path, why);
    return std::nullopt;
}

void url_seed::take_size(web_seed_file const& file, std::int64_t found)
{
    if (!seen_.insert(file.path).second) return;
    ++visit_->report().files_seen;
    if (found != file.size) visit_->report().wrong_sizes.push_back({file.path, file.size, found});
}

/// A server without ranges is of use for a file that is wanted whole.
std::optional<std::string>
url_seed::take_whole(web_seed_file const& file, byte_range part, http_outcome& outcome)
{
    visit_->report().ranges = false;
    if (outcome.reply.content_length) take_size(file, *outcome.reply.content_length);
    bool const wanted_whole = part.first == 0 && part.last == file.size - 1;
    if (!wanted_whole) return fail(file, exit_code::network, "the server ignores Range");
    if (outcome.failure && outcome.failure->code != exit_code::bad_input)
        return fail(file, outcome.failure->code, outcome.failure->why);
    if (outcome.failure) return std::nullopt;
    take_size(file, static_cast<std::int64_t>(outcome.reply.body.size()));
    return std::move(outcome.reply.body);
}

std::optional<std::string>
url_seed::take_part(web_seed_file const& file, byte_range part, http_outcome& outcome)
{
    auto const range = parse_content_range(outcome.reply.content_range.value_or(""));
    if (!range || !range->part)
        return fail(file, exit_code::network, "the answer does not say which range it is");
    auto const given = *range->part;
    bool const ends_early = range->size && given.last == *range->size - 1 && given.last < part.last;
    if (given.first != part.first || (given.last != part.last && !ends_early))
        return fail(file, exit_code::network, "the server answers another range than was asked");
    visit_->report().ranges = true;
    if (range->size) take_size(file, *range->size);
    if (outcome.failure) return fail(file, outcome.failure->code, outcome.failure->why);
    auto const length = given.last - given.first + 1;
    if (static_cast<std::int64_t>(outcome.reply.body.size()) != length)
        return fail(file, exit_code::network, "the answer is not as long as it says");
    return std::move(outcome.reply.body);
}

std::optional<std::string> url_seed::get(web_seed_file const& file, byte_range part)
{
    auto const url = web_seed_url(request().url, request().is_multi_file, file.path);
    auto outcome = visit_->get(url, part, part.last - part.first + 1);
    if (visit_->is_over()) return std::nullopt;
    auto const status = outcome.reply.status;
    if (outcome.failure && (status == 0 || outcome.failure->code != exit_code::bad_input))
        return fail(file, outcome.failure->code, outcome.failure->why);
    if (status == 206) return take_part(file, part, outcome);
    if (status == 200) return take_whole(file, part, outcome);
    if (status == 416) {
        auto const range = parse_content_range(outcome.reply.content_range.value_or(""));
        if (range && range->size && *range->size != file.size) {
            take_size(file, *range->size);
            return std::nullopt;
        }
    }
    return fail(file, exit_code::network, fmt::format("HTTP status {}", status));
}

void url_seed::check_sample(web_seed_sample const& sample)
{
    std::string bytes(static_cast<std::size_t>(sample.length), '\0');
    bool whole = true;
    auto const end = sample.offset + sample.length;
    for (auto const& file : request().files) {
        auto const from = std::max(sample.offset, file.offset);
        auto const to = std::min(end, file.offset + file.size);
        if (file.is_pad || from >= to) continue;
        auto const part = get(file, {from - file.offset, to - file.offset - 1});
        if (visit_->is_over()) return;
        whole = whole && part && part->size() == static_cast<std::size_t>(to - from);
        if (whole) part->copy(bytes.data() + (from - sample.offset), part->size());
    }
    visit_->verify(sample, whole ? bytes : std::string{});
}

void url_seed::touch(web_seed_file const& file)
{
    if (!seen_.contains(file.path)) (void)get(file, {0, 0});
}

}  // namespace

web_seed_report check_web_seed(web_seed_request const& request, std::stop_token const& stop)
{
    web_seed_visit visit{request, stop};
    if (!is_http(request.url))
        visit.fail(exit_code::network, {}, "neither http nor https");
    else if (request.type == web_seed_type::http_seed)
        check_http_seed(visit);
    else
        url_seed{visit}.check();
    return visit.finish();
}

std::string web_seed_url(std::string_view url, bool is_multi_file, std::string_view path)
{
    std::string out{url};
    if (is_multi_file && !out.ends_with('/')) out.push_back('/');
    if (is_multi_file || out.ends_with('/')) out += percent_encode_path(path);
    return out;
}

std::optional<content_range> parse_content_range(std::string_view text)
{
    constexpr std::string_view unit = "bytes ";
    if (!text.starts_with(unit)) return std::nullopt;
    text.remove_prefix(unit.size());
    auto const slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    content_range out;
    auto const number = [](std::string_view digits) { return parse_integer(digits, 0, INT64_MAX); };
    if (auto const size = text.substr(slash + 1); size != "*") {
        out.size = number(size);
        if (!out.size) return std::nullopt;
    }
    auto const part = text.substr(0, slash);
    if (part == "*") return out;
    auto const dash = part.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    auto const first = number(part.substr(0, dash));
    auto const last = number(part.substr(dash + 1));
    if (!first || !last || *first > *last) return std::nullopt;
    out.part = byte_range{*first, *last};
    return out;
}

std::vector<std::int64_t> spread_pieces(std::int64_t count, std::int64_t samples)
{
    std::vector<std::int64_t> out;
    if (samples >= count) samples = count;
    for (std::int64_t i = 0; i < samples; ++i) {
        // With one piece of many the first is taken; the products stay far below the limit.
        out.push_back(samples == 1 ? 0 : i * (count - 1) / (samples - 1));
    }
    return out;
}

}  // namespace bt::net
