#include <bt/base/file.hpp>
#include <bt/session/session.hpp>

#include <fmt/format.h>

#include <bt-seed/seeds.hpp>
#include <utility>

/// Feeds that the session follows: bt::host::feeds looks at them, and this has what it tells of.
namespace bt_seed {

void seeds::open_feeds(bt::session::session& own)
{
    std::string saved;
    try {
        if (host_) saved = host_->feeds();
    } catch (bt::error const& e) {
        tell_->complain(fmt::format("{}; going on without them", e.what()));
    }
    feeds_.emplace(
        static_cast<bt::host::owner&>(*this),
        own,
        host_ ? bt::join_path(state_dir(), "feeds.db") : std::string{},
        saved,
        bt::host::feeds::callbacks{
            .on_item = [this](auto const& item) { on_feed_item(item); },
            .on_error = [this](auto const& what) { on_feed_error(what); },
            .save =
                [this](std::string const& what) {
                    if (host_) host_->keep_feeds(what);
                }});
}

bt::host::feeds* seeds::followed_feeds()
{
    return feeds_ ? &*feeds_ : nullptr;
}

void seeds::on_feed_item(bt::record::feed_item const& item)
{
    if (tell_->is_json()) tell_->write()(item);
    if (service_) service_->tell(item.kind, bt::record::to_json(item));
    auto const& what = item.title.empty() ? item.guid : item.title;
    tell_->remark(fmt::format("{}: {}", item.feed_title.value_or(item.feed), what));
}

void seeds::on_feed_error(bt::record::event::feed_error const& what)
{
    tell_event(bt::session::envelope_now(), what);
    tell_->complain(what.error_message);
}

}  // namespace bt_seed
