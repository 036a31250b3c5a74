#include "pipeline/containers/member_writer.h"
#include "pipeline/text/charset.h"
#include "pipeline/text/thai.h"

#include <array>
#include <memory>

#include <gmime/gmime.h>

namespace saraban {
namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;
using PartIter = std::unique_ptr<GMimePartIter, decltype(&g_mime_part_iter_free)>;

Owned<GMimeMessage> parse(const std::filesystem::path& path) {
    const Owned<GMimeStream> stream(g_mime_stream_file_open(path.c_str(), "r", nullptr));
    if (!stream) return nullptr;
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const std::unique_ptr<GMimeParserOptions, decltype(&g_mime_parser_options_free)> options(
        g_mime_parser_options_new(), g_mime_parser_options_free);
    std::array<const char*, 3> charsets{"utf-8", "windows-874", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), charsets.data());
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

/// A picture that the text of the message shows, such as a logo below a signature, is no attachment.
bool is_decoration(GMimeObject* part, GMimeObject* parent) {
    return parent != nullptr && GMIME_IS_MULTIPART(parent) &&
           g_mime_content_type_is_type(g_mime_object_get_content_type(parent), "multipart", "related") != 0 &&
           g_mime_object_get_content_id(part) != nullptr;
}

/// What its sender calls it; text and pictures in the message itself have no name.
std::string name_of(GMimePart* part) {
    if (const char* name = g_mime_part_get_filename(part)) return is_utf8(name) ? name : thai_to_utf8(name);
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    if (g_mime_content_type_is_type(type, "text", "*") != 0) return "";
    const char* subtype = g_mime_content_type_get_media_subtype(type);
    return std::string("attachment.") + (subtype != nullptr ? subtype : "bin");
}

void take(GMimePart* part, const std::string& name, MemberWriter& out) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return;
    const Owned<GMimeStream> decoded(g_mime_stream_filter_new(g_mime_data_wrapper_get_stream(content)));
    const Owned<GMimeFilter> filter(
        g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE));
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded.get()), filter.get());
    std::array<char, 1U << 16U> buffer{};
    out.take(name, [&] {
        const gssize got = g_mime_stream_read(decoded.get(), buffer.data(), buffer.size());
        return std::string_view(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    });
}

}  // namespace

void read_mail(const std::filesystem::path& path, MemberWriter& out) {
    g_mime_init();
    const Owned<GMimeMessage> message = parse(path);
    if (!message || g_mime_message_get_mime_part(message.get()) == nullptr)
        throw UnpackFault("is no mail message, whatever its name says; save it again as .eml");
    const PartIter parts(g_mime_part_iter_new(GMIME_OBJECT(message.get())), g_mime_part_iter_free);
    for (bool more = g_mime_part_iter_is_valid(parts.get()) != 0; more;
         more = g_mime_part_iter_next(parts.get()) != 0) {
        GMimeObject* part = g_mime_part_iter_get_current(parts.get());
        if (!GMIME_IS_PART(part) || is_decoration(part, g_mime_part_iter_get_parent(parts.get()))) continue;
        const std::string name = name_of(GMIME_PART(part));
        if (!name.empty()) take(GMIME_PART(part), name, out);
    }
}

}  // namespace saraban
