#pragma once

#include <bt-ctl/context.hpp>
#include <bt-ctl/table.hpp>
#include <string>
#include <string_view>

namespace bt_ctl {

/// The torrent that an answer is about, if it is about one.
struct subject {
    std::string torrent = {};
    std::string name = {};
    bool is_one_of_many = false;
};

/// What a method gave, in the form that was asked for: JSON as it came, a table or a block for
/// people, tab-separated values.
void show_answer(context& on, action const& one, std::string const& answer, subject const& about);

/// These records, each as JSON, in these columns.
void show_rows(
    context& on,
    std::vector<std::string_view> const& rows,
    std::vector<column> const& columns,
    subject const& about = {});

}  // namespace bt_ctl
