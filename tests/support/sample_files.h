#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Input files made while a test runs.
namespace saraban::test {

/// A folder of its own for one test, removed afterwards.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    /// Writes `bytes` and gives the path back.
    std::filesystem::path write(std::string_view name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string bytes_of(const std::filesystem::path& path);

/// A PDF of the given objects (1-based, without `obj` and `endobj`); object 1 is the catalogue.
[[nodiscard]] std::string pdf_of_objects(const std::vector<std::string>& objects);

/// How a picture of grey pixels, black in its left half, stands on a PDF page.
struct PdfPicture {
    int width = 100, height = 140;     ///< pixels
    std::string box = "0 0 72 100.8";  ///< media box, points
    std::string content = "q 72 0 0 100.8 0 0 cm /I Do Q";
    std::string page_extra;   ///< e.g. "/Rotate 90"
    std::string image_extra;  ///< e.g. "/SMask 4 0 R"
    std::string colour_space = "/DeviceGray";
    std::string data;  ///< of the picture, with its filter in image_extra; empty: left half black
};
[[nodiscard]] std::string pdf_of_picture(const PdfPicture& picture);

/// A TIFF of white pages, not compressed; the directory of a page stands before its pixels.
struct TiffPicture {
    int width = 100, rows = 140, pages = 1;
};
[[nodiscard]] std::string tiff_of_rows(const TiffPicture& picture);

}  // namespace saraban::test
