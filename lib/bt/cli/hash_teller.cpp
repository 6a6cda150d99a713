#include "hash_teller.hpp"

#include <bt/base/text.hpp>
#include <bt/digest/digest.hpp>
#include <bt/record/hash_progress.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace bt::cli {
namespace {

std::string sentence_of(record::hash_progress const& at)
{
    auto text = fmt::format("{}: {}", at.name, format_size(at.done));
    if (at.total) text += fmt::format(" of {}", format_size(*at.total));
    text += fmt::format(", {}/s", format_size(at.rate));
    if (at.eta) text += fmt::format(", {} left", format_duration(std::chrono::seconds{*at.eta}));
    return text;
}

}  // namespace

hash_teller::hash_teller(std::string name, teller& tell, interrupt* asks)
    : name_{std::move(name)}
    , tell_{&tell}
    , asks_{asks}
{
}

void hash_teller::show(std::int64_t done, std::int64_t total)
{
    auto const now = clock::now();
    auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - start_).count();
    record::hash_progress at{
        .name = name_, .done = done, .rate = done * 1000 / std::max<std::int64_t>(spent, 1)};
    if (total > 0) {
        at.total = total;
        at.progress = static_cast<double>(done) / static_cast<double>(total);
        if (at.rate > 0) at.eta = (total - done) / at.rate;
    }
    progress_state line{
        .what = name_,
        .ratio = at.progress.value_or(0),
        .done_bytes = done,
        .total_bytes = total,
        .rate = at.rate,
        .eta = {},
        .extra = {}};
    if (at.eta) line.eta = std::chrono::seconds{*at.eta};
    tell_->progress().show(line);
    bool const wanted = asks_ != nullptr && asks_->take_status_request();
    bool const due = tell_->options().tells_progress()
        && now - told_ >= tell_->options().progress_interval.value;
    if (!wanted && !due) return;
    told_ = now;
    if (tell_->is_json())
        tell_->write()(at);
    else
        tell_->complain(sentence_of(at));
}

void hash_kernel_from_environment()
{
    auto const* const name = std::getenv("BT_HASH");
    if (name != nullptr && *name != '\0') digest::choose_kernel(name);
}

}  // namespace bt::cli
