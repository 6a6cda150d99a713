#include "hash_teller.hpp"

#include <bt/record/hash_progress.hpp>

namespace bt::cli {
hash_teller::hash_teller(std::string name, teller& tell, interrupt* asks)
    : name_{std::move(name)}
    , tell_{&tell}
    , asks_{asks}
{
}

void hash_teller::show(std::int64_t done, std::int64_t total)
{
    auto const now = clock::now();
    auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - start_);
    auto const line = paced(name_, done, total, spent);
    tell_->progress().show(line);
    bool const wanted = asks_ != nullptr && asks_->take_status_request();
    bool const due = tell_->options().tells_progress()
        && now - told_ >= tell_->options().progress_interval.value;
    if (!wanted && !due) return;
    told_ = now;
    if (!tell_->is_json()) {
        constexpr std::size_t wide = 200;
        tell_->complain(progress_text(line, wide));
        return;
    }
    record::hash_progress at{.name = name_, .done = done, .rate = line.rate.value_or(0)};
    if (total > 0) {
        at.total = total;
        at.progress = line.ratio;
        if (line.eta) at.eta = line.eta->count();
    }
    tell_->write()(at);
}

}  // namespace bt::cli
