#pragma once

#include <bt/record/human.hpp>
#include <bt/record/render.hpp>

#include <ostream>
#include <string>

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

    /// The same for many lines that are all there already: whoever writes them flushes the stream
    /// after the last.
    [[nodiscard]] writer burst() const
    {
        auto copy = *this;
        copy.flushes_ = false;
        return copy;
    }

    template <is_record Record>
    void operator()(Record const& record) const
    {
        switch (form_) {
        case form::json:
            line_.clear();
            append_json(line_, record);
            line();
            break;
        case form::lines:
            line_ = to_row(record);
            line();
            break;
        case form::human:
            print_block(*out_, to_block(record));
            if (flushes_) out_->flush();
            break;
        }
    }

    /// Events exist as JSON only; the other forms show people the result, not the way there.
    template <is_record Record>
    void operator()(envelope const& where, Record const& record) const
    {
        if (form_ != form::json) return;
        line_ = to_json(where, record);
        line();
    }

private:
    void line() const
    {
        line_.push_back('\n');
        out_->write(line_.data(), static_cast<std::streamsize>(line_.size()));
        if (flushes_) out_->flush();
    }

    std::ostream* out_;
    form form_;
    bool flushes_ = true;
    mutable std::string line_;  ///< kept, so that a million lines need one buffer
};

}  // namespace bt::record
