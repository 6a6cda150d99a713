#include "certificate.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace bt::torrent {

std::string read_certificate(std::string const& path)
{
    constexpr std::string_view doing = "read certificate";
    constexpr std::size_t cap = 1024UL * 1024;
    auto text = read_file(path, {doing, cap});
    std::unique_ptr<BIO, decltype(&BIO_free)> const source{
        BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
    std::unique_ptr<X509, decltype(&X509_free)> const parsed{
        source ? PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free};
    ERR_clear_error();
    if (!parsed) fail(exit_code::bad_input, doing, path, "it is not an X.509 certificate in PEM");
    return text;
}

}  // namespace bt::torrent
