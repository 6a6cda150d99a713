#include "curl_library.hpp"

#include <bt/base/loaded_library.hpp>

namespace bt::net {
namespace {

curl_library load()
{
    loaded_library const from{
        {.file = "libcurl.so.4",
         .needed = "which http and https need (Debian's package libcurl4)",
         .code = exit_code::network}};
    curl_library out;
    from.find("curl_global_init", out.global_init);
    from.find("curl_slist_append", out.slist_append);
    from.find("curl_slist_free_all", out.slist_free_all);
    from.find("curl_easy_init", out.easy_init);
    from.find("curl_easy_cleanup", out.easy_cleanup);
    from.find("curl_easy_setopt", out.easy_setopt);
    from.find("curl_easy_getinfo", out.easy_getinfo);
    from.find("curl_easy_strerror", out.easy_strerror);
    from.find("curl_multi_init", out.multi_init);
    from.find("curl_multi_cleanup", out.multi_cleanup);
    from.find("curl_multi_add_handle", out.multi_add_handle);
    from.find("curl_multi_remove_handle", out.multi_remove_handle);
    from.find("curl_multi_perform", out.multi_perform);
    from.find("curl_multi_poll", out.multi_poll);
    from.find("curl_multi_info_read", out.multi_info_read);
    if (out.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) from.refuse("it does not start");
    return out;
}

}  // namespace

curl_library const& curl()
{
    static auto const library = load();
    return library;
}

}  // namespace bt::net
