#include "pipeline/containers/unpack.h"

#include "pipeline/containers/member_writer.h"
#include "pipeline/image/file_type.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using namespace std::string_view_literals;

/// As much as file_type() and container_type() look at.
constexpr std::size_t kHead = 4096;

std::string small(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string extension_of(const std::string& name) {
    return small(fs::path(name).extension().string());
}

std::optional<ContainerType> container_type(std::string_view head, const std::string& name) {
    if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv)) return ContainerType::Zip;
    const FileType type = file_type(head);
    const bool text = type == FileType::Text || type == FileType::OtherText;
    return text && extension_of(name) == ".eml" ? std::optional(ContainerType::Mail) : std::nullopt;
}

/// A scan, a text that is called one, or a container.
bool is_wanted(std::string_view head, const std::string& name) {
    if (container_type(head, name)) return true;
    switch (file_type(head)) {
        case FileType::Pdf:
        case FileType::Tiff:
        case FileType::Png:
        case FileType::Jpeg:
            return true;
        case FileType::Text:
        case FileType::OtherText:
            return extension_of(name) == ".txt";
        case FileType::Unknown:
            break;
    }
    return false;
}

/// What came out in the child, without the paths: the parent knows them.
Json to_json(const Unpacked& unpacked) {
    Json names = Json::array();
    for (const Member& member : unpacked.members)
        names.push_back({{"name", member.name}, {"file", member.path.filename().string()}});
    return {{"members", names}, {"left_out", unpacked.left_out}, {"fault", unpacked.fault}};
}

Unpacked from_json(const Json& json, const fs::path& folder) {
    Unpacked out{.members = {}, .left_out = json.at("left_out"), .fault = json.at("fault")};
    for (const Json& member : json.at("members"))
        out.members.push_back(
            {folder / fs::path(member.at("file").get<std::string>()).filename(), member.at("name")});
    return out;
}

std::string unpack_here(const fs::path& container, ContainerType type, const fs::path& folder,
                        const UnpackLimits& limits) {
    MemberWriter writer(container, folder, limits);
    try {
        type == ContainerType::Zip ? read_zip(container, writer) : read_mail(container, writer);
    } catch (const UnpackFault& fault) {
        writer.unpacked.fault = fault.what();
    }
    return to_json(writer.unpacked).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::optional<ContainerType> container_type(const fs::path& path) {
    std::error_code none;
    if (!fs::is_regular_file(path, none)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    std::array<char, kHead> head{};
    in.read(head.data(), head.size());
    return container_type({head.data(), static_cast<std::size_t>(in.gcount())}, path.filename().string());
}

Unpacked unpack(const fs::path& container, ContainerType type, const fs::path& folder,
                const UnpackLimits& limits) {
    Children children(limits.child);
    children.start(1, [&](const auto&) { return unpack_here(container, type, folder, limits); });
    const ChildResult result = children.wait().result;
    const Json json = result.ok() ? Json::parse(result.output, nullptr, false) : Json();
    if (json.is_object()) return from_json(json, folder);
    return {.members = {},
            .left_out = {},
            .fault = "taking the files out of it was stopped (" + result.reason +
                     "); take them out by hand and give them one by one"};
}

MemberWriter::MemberWriter(const fs::path& container, fs::path folder, const UnpackLimits& limits)
    : folder_(std::move(folder)),
      limits_(limits),
      most_bytes_(
          std::min(limits.bytes, std::max(limits.always_bytes, limits.ratio * fs::file_size(container)))) {}

void MemberWriter::take(const std::string& name, const Source& source) {
    std::string head;
    while (head.size() < kHead) {
        const std::string_view more = source();
        if (more.empty()) break;
        head += more;
    }
    if (!is_wanted(std::string_view(head).substr(0, kHead), name)) {
        if (unpacked.left_out.size() < static_cast<std::size_t>(limits_.files))
            unpacked.left_out.push_back(name);
        return;
    }
    if (unpacked.members.size() == static_cast<std::size_t>(limits_.files))
        throw UnpackFault("holds more than " + std::to_string(limits_.files) +
                          " files, those after them are not read; split it");
    write(name, head, source);
}

void MemberWriter::write(const std::string& name, std::string_view head, const Source& source) {
    const std::string extension = extension_of(name);
    const bool plain =
        std::ranges::all_of(extension, [](char c) { return c == '.' || (c >= '0' && c <= 'z'); });
    const std::string file =
        std::to_string(unpacked.members.size() + 1) + (plain ? extension.substr(0, 6) : "");
    try {
        std::ofstream out(folder_ / file, std::ios::binary);
        for (std::string_view bytes = head; !bytes.empty(); bytes = source()) {
            bytes_ += bytes.size();
            if (bytes_ > most_bytes_)
                throw UnpackFault("unpacks to more than " + std::to_string(most_bytes_ >> 20U) +
                                  " MiB, as a bomb does; if it is none, take its files out by hand");
            if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
                throw UnpackFault("its files cannot be written; is the disk of TMPDIR full?");
        }
        if (!out.flush()) throw UnpackFault("its files cannot be written; is the disk of TMPDIR full?");
    } catch (...) {
        std::error_code ignored;
        fs::remove(folder_ / file, ignored);
        throw;
    }
    unpacked.members.push_back({folder_ / file, name});
}

}  // namespace saraban
