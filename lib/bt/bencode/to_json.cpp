#include "to_json.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/record/json.hpp>

#include <utility>

namespace bt::bencode {
namespace {

namespace json = record::json;

class json_writer {
public:
    explicit json_writer(std::function<void(std::string_view)> const& write)
        : write_{&write}
    {
    }

    void run(std::string_view checked)
    {
        cursor at{checked};
        value(at);
        flush();
    }

private:
    // As deep as check() allowed, which is what bounds the stack.
    void value(cursor& at)
    {
        switch (at.kind()) {
        case type::integer:
            json::append_integer(out_, at.integer());
            break;
        case type::string:
            string(at.string());
            break;
        case type::list:
            list(at);
            break;
        case type::dictionary:
            dictionary(at);
            break;
        }
        if (out_.size() > enough) flush();
    }

    void string(std::string_view bytes)
    {
        if (is_utf8(bytes)) {
            json::append_string(out_, bytes);
            return;
        }
        out_ += "{\"$base64\":\"";
        out_ += to_base64(bytes);
        out_ += "\"}";
    }

    void key(std::string_view bytes)
    {
        if (is_utf8(bytes) && !bytes.starts_with('$'))
            json::append_string(out_, bytes);
        else
            json::append_string(out_, key_to_json(bytes));
    }

    void list(cursor& at)
    {
        out_.push_back('[');
        bool first = true;
        for (at.enter(); !at.leave();) {
            if (!std::exchange(first, false)) out_.push_back(',');
            value(at);
        }
        out_.push_back(']');
    }

    void dictionary(cursor& at)
    {
        out_.push_back('{');
        bool first = true;
        for (at.enter(); !at.leave();) {
            if (!std::exchange(first, false)) out_.push_back(',');
            key(at.string());
            out_.push_back(':');
            value(at);
        }
        out_.push_back('}');
    }

    void flush()
    {
        (*write_)(out_);
        out_.clear();
    }

    static constexpr std::size_t enough = 32 * 1024;
    std::function<void(std::string_view)> const* write_;
    std::string out_;
};

}  // namespace

void to_json(std::string_view checked, std::function<void(std::string_view part)> const& write)
{
    json_writer{write}.run(checked);
}

std::string key_to_json(std::string_view bytes)
{
    if (!is_utf8(bytes)) return "$base64:" + to_base64(bytes);
    return (bytes.starts_with('$') ? "$" : "") + std::string{bytes};
}

std::string to_json(std::string_view checked)
{
    std::string text;
    to_json(checked, [&](std::string_view part) { text += part; });
    return text;
}

}  // namespace bt::bencode
