#include "curl_library.hpp"

#include <bt/base/error.hpp>

#include <dlfcn.h>

#include <string>

namespace bt::net {
namespace {

[[noreturn]] void refuse(std::string const& why)
{
    throw error{
        exit_code::network,
        "cannot load libcurl.so.4, which http and https need (Debian's package libcurl4): " + why};
}

template <class Function>
void find(void* from, char const* name, Function& into)
{
    into = reinterpret_cast<Function>(::dlsym(from, name));
    if (into == nullptr) refuse(std::string{"it lacks "} + name);
}

curl_library load()
{
    // It stays loaded: threads that look up names may outlive whoever asked.
    auto* const from = ::dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (from == nullptr) {
        auto const* const why = ::dlerror();
        refuse(why != nullptr ? why : "unknown reason");
    }
    curl_library out;
    find(from, "curl_global_init", out.global_init);
    find(from, "curl_slist_append", out.slist_append);
    find(from, "curl_slist_free_all", out.slist_free_all);
    find(from, "curl_easy_init", out.easy_init);
    find(from, "curl_easy_cleanup", out.easy_cleanup);
    find(from, "curl_easy_setopt", out.easy_setopt);
    find(from, "curl_easy_getinfo", out.easy_getinfo);
    find(from, "curl_easy_strerror", out.easy_strerror);
    find(from, "curl_multi_init", out.multi_init);
    find(from, "curl_multi_cleanup", out.multi_cleanup);
    find(from, "curl_multi_add_handle", out.multi_add_handle);
    find(from, "curl_multi_remove_handle", out.multi_remove_handle);
    find(from, "curl_multi_perform", out.multi_perform);
    find(from, "curl_multi_poll", out.multi_poll);
    find(from, "curl_multi_info_read", out.multi_info_read);
    if (out.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) refuse("it does not start");
    return out;
}

}  // namespace

curl_library const& curl()
{
    static auto const library = load();
    return library;
}

}  // namespace bt::net
