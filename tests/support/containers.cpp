#include "tests/support/containers.h"

#include "pipeline/model/base64.h"

#include <memory>
#include <stdexcept>

#include <archive.h>
#include <archive_entry.h>

namespace saraban::test {
namespace {

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

/// In lines of 76 characters, as MIME has it.
std::string base64(std::string_view bytes) {
    constexpr std::size_t kLine = 57;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += kLine)
        out += to_base64(bytes.substr(at, kLine)) + "\r\n";
    return out;
}

}  // namespace

std::string zip_of(const Files& files, const std::string& password) {
    std::string out;
    const std::unique_ptr<archive, decltype(&archive_write_free)> zip(archive_write_new(),
                                                                      archive_write_free);
    archive_write_set_format_zip(zip.get());
    if (!password.empty()) {
        archive_write_set_options(zip.get(), "zip:encryption=traditional");
        archive_write_set_passphrase(zip.get(), password.c_str());
    }
    archive_write_set_bytes_in_last_block(zip.get(), 1);
    if (archive_write_open(zip.get(), &out, nullptr, append, nullptr) != ARCHIVE_OK)
        throw std::runtime_error("no zip archive");
    for (const auto& [name, bytes] : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_write_header(zip.get(), entry.get());
        archive_write_data(zip.get(), bytes.data(), bytes.size());
    }
    archive_write_close(zip.get());
    return out;
}

std::string mail_part(const std::string& headers, std::string_view body) {
    return headers + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(body);
}

std::string mail_of_parts(const std::vector<std::string>& parts, const std::string& type) {
    std::string out =
        "From: a@example.go.th\r\nTo: b@example.go.th\r\nSubject: "
        "=?utf-8?B?4Lir4LiZ4Lix4LiH4Liq4Li34Lit?=\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/" +
        type + "; boundary=\"=-" + type + "\"\r\n\r\n";
    for (const std::string& part : parts)
        out += "--=-" + type + "\r\n" + part + "\r\n";
    return out + "--=-" + type + "--\r\n";
}

std::string mail_of(const Files& files) {
    std::vector<std::string> parts{"Content-Type: text/plain; charset=utf-8\r\n\r\nดังแนบ\r\n"};
    for (const auto& [name, bytes] : files)
        parts.push_back(
            mail_part("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
                      "filename=\"" +
                          name + "\"",
                      bytes));
    return mail_of_parts(parts);
}

}  // namespace saraban::test
