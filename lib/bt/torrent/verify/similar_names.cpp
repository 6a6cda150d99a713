#include "similar_names.hpp"

#include <bt/base/beneath.hpp>
#include <bt/base/fold.hpp>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

namespace bt::torrent {
namespace {

constexpr std::size_t most_names = 200'000;

struct closed {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

similar_names::listing const* similar_names::list(std::string const& folder)
{
    if (auto const known = listings_.find(folder); known != listings_.end()) return &known->second;
    if (names_ >= most_names) return nullptr;
    auto& names = listings_[folder];
    ++names_;
    auto opened = open_beneath(
        folder_, folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    if (!opened) return &names;
    std::unique_ptr<DIR, closed> const reader{::fdopendir(opened.get())};
    if (!reader) return &names;
    (void)opened.release();
    while (auto const* entry = ::readdir(reader.get())) {
        if (++names_ > most_names) break;
        names.emplace(fold_name(entry->d_name), entry->d_name);
    }
    return &names;
}

std::optional<std::string>
similar_names::name_in(std::string const& folder, std::string const& name)
{
    auto const path = folder.empty() ? name : folder + '/' + name;
    if (open_beneath(folder_, path, O_PATH | O_CLOEXEC)) return name;
    auto const* names = list(folder);
    if (names == nullptr) return std::nullopt;
    auto const found = names->find(fold_name(name));
    return found == names->end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::string> similar_names::find(std::string const& path)
{
    std::string there;
    for (std::size_t at = 0; at <= path.size();) {
        auto const slash = std::min(path.find('/', at), path.size());
        auto const name = name_in(there, path.substr(at, slash - at));
        if (!name) return std::nullopt;
        if (!there.empty()) there.push_back('/');
        there += *name;
        at = slash + 1;
    }
    return there == path ? std::nullopt : std::optional{there};
}

}  // namespace bt::torrent
