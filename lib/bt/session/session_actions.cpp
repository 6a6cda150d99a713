#include "session_actions.hpp"

#include <bt/base/error.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/setting_rows/row.hpp>
#include <bt/session/setting_table.hpp>

#include <fmt/format.h>
#include <libtorrent/settings_pack.hpp>

#include <algorithm>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

setting_now value_of(setting_row const& row, pack const& from)
{
    setting_now out{.name = std::string{name_of(row)}, .value = false};
    switch (row.index & pack::type_mask) {
    case pack::bool_type_base:
        out.value = from.get_bool(row.index);
        break;
    case pack::int_type_base:
        out.value = std::int64_t{from.get_int(row.index)};
        break;
    default:
        out.value = from.get_str(row.index);
        break;
    }
    return out;
}

/// libtorrent's session limits leave out peers on private and loopback addresses; ours hold for all.
void limit_all_peers(session::state& own, pack const& changed)
{
    auto const take = [&changed](int name, std::int64_t& into) {
        if (changed.has_val(name)) into = std::max(0, changed.get_int(name));
    };
    take(pack::download_rate_limit, own.request.network.down_bytes_per_second);
    take(pack::upload_rate_limit, own.request.network.up_bytes_per_second);
    if (!own.lately->class_filter_changed) own.limit_local_peers();
}

}  // namespace

void pause_session(session& of)
{
    of.get().engine.pause();
}

void resume_session(session& of)
{
    of.get().engine.resume();
}

void set_settings(session& of, std::span<std::pair<std::string, std::string> const> settings)
{
    pack changed;
    for (auto const& [name, value] : settings) {
        // What is before the first of them would be the name.
        if (name.find('=') != std::string::npos)
            fail(exit_code::usage, "set", name, "libtorrent has no such setting");
        apply(parse_setting(fmt::format("{}={}", name, value)), changed);
    }
    auto& own = of.get();
    own.engine.apply_settings(changed);
    limit_all_peers(own, changed);
    if (changed.has_val(pack::listen_interfaces) || changed.has_val(pack::proxy_type))
        own.forget_closed();
}

std::vector<setting_now>
settings(session& of, std::span<std::string const> names, which_settings which)
{
    std::vector<setting_row const*> rows;
    for (auto const& name : names) {
        auto const* const row = find_row(name);
        if (row == nullptr)
            fail(exit_code::usage, "ask for setting", name, "libtorrent has no such setting");
        rows.push_back(row);
    }
    if (names.empty()) {
        for (auto const& subject : all_rows())
            for (auto const& row : subject.rows)
                rows.push_back(&row);
        std::ranges::sort(rows, {}, &setting_row::index);
    }
    auto const now = of.get().engine.get_settings();
    auto const defaults = lt::default_settings();
    std::vector<setting_now> out;
    for (auto const* const row : rows) {
        auto value = value_of(*row, now);
        if (which == which_settings::all || value.value != value_of(*row, defaults).value)
            out.push_back(std::move(value));
    }
    return out;
}

encryption_words encryption(session& of)
{
    auto const now = of.get().engine.get_settings();
    auto const word_of = [&now](std::string_view name) {
        auto const* const row = find_row(name);
        auto const found = std::ranges::find(row->words, now.get_int(row->index), &word_row::value);
        return std::string{found == row->words.end() ? std::string_view{} : found->word};
    };
    return {
        .in_enc_policy = word_of("in_enc_policy"),
        .out_enc_policy = word_of("out_enc_policy"),
        .allowed_enc_level = word_of("allowed_enc_level")};
}

void set_encryption(session& of, encryption_words const& to)
{
    std::vector<std::pair<std::string, std::string>> wanted;
    auto const add = [&wanted](std::string name, std::string const& word) {
        if (!word.empty()) wanted.emplace_back(std::move(name), word);
    };
    add("in_enc_policy", to.in_enc_policy);
    add("out_enc_policy", to.out_enc_policy);
    add("allowed_enc_level", to.allowed_enc_level);
    set_settings(of, wanted);
}

}  // namespace bt::session
