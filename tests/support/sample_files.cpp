#include "tests/support/sample_files.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace saraban::test {

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "saraban-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Folder::write(std::string_view name, std::string_view bytes) const {
    const auto path = path_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string pdf_of_objects(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.4\n", table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string offset = std::to_string(pdf.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string size = std::to_string(objects.size() + 1);
    return pdf + "xref\n0 " + size + "\n" + table + "trailer << /Size " + size +
           " /Root 1 0 R >>\nstartxref\n" + std::to_string(pdf.size()) + "\n%%EOF\n";
}

std::string pdf_of_picture(const PdfPicture& picture) {
    const auto stream = [](const std::string& dict, const std::string& data) {
        return "<< " + dict + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
               "\nendstream";
    };
    const int samples = picture.colour_space == "/DeviceRGB" ? 3 : 1;
    std::string pixels;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            pixels.append(static_cast<std::size_t>(samples), x < picture.width / 2 ? '\0' : '\xFF');
    const std::string size =
        " /Width " + std::to_string(picture.width) + " /Height " + std::to_string(picture.height);
    return pdf_of_objects({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                           "<< /Type /Page /Parent 2 0 R /MediaBox [" + picture.box + "] /Contents 4 0 R " +
                               picture.page_extra +
                               " /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>",
                           stream("", picture.content),
                           stream("/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace " +
                                      picture.colour_space + size + " " + picture.image_extra,
                                  picture.data.empty() ? pixels : picture.data),
                           "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"});
}

std::string tiff_of_rows(const TiffPicture& picture) {
    const auto number = [](std::uint32_t value, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(value >> (8 * i) & 0xFFU);
        return out;
    };
    constexpr std::uint32_t kShort = 3, kLong = 4, kEntry = 12;
    const auto width = static_cast<std::uint32_t>(picture.width),
               rows = static_cast<std::uint32_t>(picture.rows);
    std::string tiff = "II" + number(42, 2) + number(8, 4);
    for (int page = 1; page <= picture.pages; ++page) {
        struct Entry {
            std::uint32_t tag, type, value;
        };
        constexpr std::uint32_t kEntries = 9;
        const auto pixels = static_cast<std::uint32_t>(tiff.size() + 2 + kEntries * kEntry + 4);
        const Entry entries[kEntries]{{256, kLong, width}, {257, kLong, rows}, {258, kShort, 8},
                                      {259, kShort, 1},    {262, kShort, 1},   {273, kLong, pixels},
                                      {277, kShort, 1},    {278, kLong, rows}, {279, kLong, width * rows}};
        tiff += number(kEntries, 2);
        for (const Entry& e : entries)
            tiff += number(e.tag, 2) + number(e.type, 2) + number(1, 4) + number(e.value, 4);
        tiff += number(page < picture.pages ? pixels + width * rows : 0, 4);
        tiff += std::string(std::size_t{width} * rows, '\xFF');
    }
    return tiff;
}

}  // namespace saraban::test
