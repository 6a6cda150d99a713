#pragma once

#include <bt/record/human.hpp>
#include <bt/record/render.hpp>

#include <ostream>

namespace bt::record {

/// How records leave a tool: JSON Lines, tab-separated lines, or blocks for a person.
enum class form { human, lines, json };

/// Writes records to a stream, each whole and flushed, so that a reader of the pipe sees it at
/// once. Whatever the stream throws when it cannot write passes through.
class writer {
public:
    writer(std::ostream& out, form as)
        : out_{&out}
        , form_{as}
    {
    }

    [[nodiscard]] form as() const { return form_; }

    template <is_record Record>
    void operator()(Record const& record) const
    {
        switch (form_) {
        case form::json:
            line(to_json(record));
            break;
        case form::lines:
            line(to_row(record));
            break;
        case form::human:
            print_block(*out_, to_block(record));
            out_->flush();
            break;
        }
    }

    /// Events exist as JSON only; the other forms show people the result, not the way there.
    template <is_record Record>
    void operator()(envelope const& where, Record const& record) const
    {
        if (form_ == form::json) line(to_json(where, record));
    }

private:
    void line(std::string text) const
    {
        text.push_back('\n');
        out_->write(text.data(), static_cast<std::streamsize>(text.size()));
        out_->flush();
    }

    std::ostream* out_;
    form form_;
};

}  // namespace bt::record
