#include "pipeline/model/error.h"
#include "pipeline/ocr/hocr.h"
#include "pipeline/sinks/csv.h"
#include "pipeline/sinks/jsonl.h"
#include "tools/batch.h"
#include "tools/files.h"

#include <cerrno>
#include <iostream>
#include <system_error>

namespace saraban {
namespace {

struct Asked {
    std::vector<std::filesystem::path> files;
    std::string format = "json";
};

void print_text(const OcrPage& page) {
    for (const Line& line : page.lines)
        std::cout << line.text << '\n';
    std::cout << '\f';
}

void print(const FileResult& file, const std::string& format) {
    if (format == "text") return file.for_each_page(print_text);
    if (format == "hocr") {
        std::vector<OcrPage> pages;
        file.for_each_page([&](const OcrPage& page) { pages.push_back(page); });
        std::cout << to_hocr(pages);
        return;
    }
    file.for_each_letter([](const Record& record) { std::cout << jsonl_line(record) << '\n'; });
}

ExitCode read(const Asked& asked, Session& session) {
    const bool records = asked.format == "json" || asked.format == "csv";
    const auto workshop = records ? open_workshop(session) : nullptr;
    const auto read_one = [&](const std::filesystem::path& path, OcrEngine& engine,
                              const Settings& settings) {
        return records ? ingest(path, engine, workshop->rules, settings) : read_pages(path, engine, settings);
    };
    const auto store = [&](const Input&, const FileResult& file) {
        errno = 0;
        print(file, asked.format);
        if (!std::cout.flush())
            throw Error(ExitCode::Unusable,
                        "standard output: cannot be written: " + std::generic_category().message(errno) +
                            "; free some space and run again");
    };
    if (asked.format == "csv") std::cout << csv_header();
    const BatchResult result = run_batch(inputs_of(find_files(asked.files, std::cin)),
                                         {.read = read_one,
                                          .store = store,
                                          .settings = records ? workshop->settings : Settings{},
                                          .for_letters = records},
                                         session);
    if (records) return result.exit_code();
    return result.failed == 0             ? ExitCode::Done
           : result.failed < result.files ? ExitCode::SomeNeedReview
                                          : ExitCode::NothingRead;
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
    auto asked = std::make_shared<Asked>();
    CLI::App* command =
        app.add_subcommand("read", "read letters: one JSON record a letter on standard output");
    command
        ->add_option("FILE", asked->files,
                     "PDF, TIFF, PNG, JPEG, UTF-8 text; a folder; - for a list on standard input")
        ->required();
    command
        ->add_option(
            "--format", asked->format,
            "json: records; csv: a table for spreadsheets; text: the text of the pages; hocr: with boxes")
        ->check(CLI::IsMember({"json", "csv", "text", "hocr"}));
    command->callback(
        [asked, &session] { session.run = [asked, &session] { return read(*asked, session); }; });
}

}  // namespace saraban
