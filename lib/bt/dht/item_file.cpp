#include "item_file.hpp"

#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/writer.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::dht {
namespace {

/// What a file has under its keys; empty is absent, for no value is empty.
struct parts {
    std::string_view k, salt, seq, sig, v;
};

class item_reader {
public:
    explicit item_reader(std::string_view name)
        : name_{name}
    {
    }

    [[nodiscard]] item read(std::string_view bytes) const
    {
        auto const found = parts_of(bytes);
        item out;
        if (found.v.empty()) refuse("it has no value (v)");
        if (auto const why = fault_of_value(found.v)) refuse("its value: " + *why);
        out.value = found.v;
        if (!found.k.empty() || !found.sig.empty() || !found.seq.empty() || !found.salt.empty())
            read_signed(found, out);
        return out;
    }

private:
    [[noreturn]] void refuse(std::string_view why) const
    {
        fail(exit_code::bad_input, "read item", name_, why);
    }

    [[nodiscard]] parts parts_of(std::string_view bytes) const
    {
        auto const checked = bencode::check(bytes);
        if (bytes.empty() || bytes.front() != 'd') refuse("it is no bencoded dictionary");
        if (checked.wrong)
            refuse(fmt::format("{} at byte {}", checked.wrong->why, checked.wrong->offset));
        if (checked.size != bytes.size())
            refuse(fmt::format("something follows it at byte {}", checked.size));
        if (checked.unsorted_key || checked.repeated_key) refuse("its keys are not in order");
        if (checked.leading_zero) refuse("a number begins with 0");
        parts out;
        bencode::cursor at{bytes};
        for (at.enter(); !at.leave();) {
            auto* const at_key = place(out, at.string());
            *at_key = at.skip();
        }
        return out;
    }

    [[nodiscard]] std::string_view* place(parts& in, std::string_view key) const
    {
        if (key == "k") return &in.k;
        if (key == "salt") return &in.salt;
        if (key == "seq") return &in.seq;
        if (key == "sig") return &in.sig;
        if (key == "v") return &in.v;
        refuse(fmt::format("items have no key {}", key));
    }

    [[nodiscard]] std::string_view string_of(std::string_view value, std::string_view key) const
    {
        if (value.empty()) refuse(fmt::format("it has no {}", key));
        bencode::cursor at{value};
        if (at.kind() != bencode::type::string) refuse(fmt::format("its {} is no string", key));
        return at.string();
    }

    template <std::size_t N>
    void copy_exactly(std::string_view bytes, std::array<char, N>& to, std::string_view key) const
    {
        if (bytes.size() != N)
            refuse(fmt::format("its {} has {} bytes instead of {}", key, bytes.size(), N));
        std::ranges::copy(bytes, to.begin());
    }

    void read_signed(parts const& from, item& into) const
    {
        copy_exactly(string_of(from.k, "k"), into.key.emplace(), "k");
        copy_exactly(string_of(from.sig, "sig"), into.signed_by, "sig");
        if (!from.salt.empty()) {
            into.salt = string_of(from.salt, "salt");
            if (into.salt.empty()) refuse("an empty salt is none");
            if (auto const why = fault_of_salt(into.salt)) refuse("its salt: " + *why);
        }
        if (from.seq.empty()) refuse("it has no seq");
        bencode::cursor at{from.seq};
        if (at.kind() != bencode::type::integer) refuse("its seq is no number");
        into.seq = at.integer();
        if (into.seq < 0) refuse(fmt::format("its seq is {}, and none is below 0", into.seq));
    }

    std::string_view name_;
};

}  // namespace

std::string write_item(item const& what)
{
    bencode::writer out;
    out.dictionary();
    if (what.key) {
        out.string("k").string(view_of(*what.key));
        if (!what.salt.empty()) out.string("salt").string(what.salt);
        out.string("seq").integer(what.seq);
        out.string("sig").string(view_of(what.signed_by));
    }
    out.string("v").raw(what.value).end();
    return out.take();
}

item read_item(std::string_view bytes, std::string_view name)
{
    return item_reader{name}.read(bytes);
}

}  // namespace bt::dht
