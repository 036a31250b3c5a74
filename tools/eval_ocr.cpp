#include "tools/eval_ocr.h"

#include "pipeline/image/clean.h"
#include "pipeline/image/document.h"
#include "pipeline/ocr/tesseract_engine.h"
#include "tools/json_file.h"
#include "tools/ocr_score.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <set>
#include <sstream>

namespace saraban {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// "a" or ["a", "b"] (both stand on the page); "a|b" are two spellings of one value.
void add_fields(TruePage& page, const std::string& name, const Json& values) {
    for (const Json& value : values.is_array() ? values : Json::array({values})) {
        TrueField field{.name = name, .spellings = {}};
        std::istringstream spellings(value.get<std::string>());
        for (std::string spelling; std::getline(spellings, spelling, '|');)
            field.spellings.push_back(spelling);
        page.fields.push_back(std::move(field));
    }
}

TruePage read_truth(const fs::path& path) {
    const Json json = read_json(path);
    TruePage page{.group = json.at("family").get<std::string>() + ", " + json.at("kind").get<std::string>(),
                  .dpi = json.at("dpi"),
                  .lines = {},
                  .fields = {}};
    for (const auto& [name, values] : json.at("fields").items())
        add_fields(page, name, values);
    for (const Json& line : json.at("lines"))
        page.lines.push_back({.text = line.at("text"), .left = line.at("left"), .middle = line.at("middle")});
    return page;
}

/// Images of the set, by name; of a PDF the first page is read.
std::vector<fs::path> images_of(const fs::path& set) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(set)) {
        const fs::path kind = entry.path().extension();
        if (kind == ".png" || kind == ".jpg" || kind == ".pdf") out.push_back(entry.path());
    }
    if (out.empty())
        throw Error(ExitCode::NothingRead,
                    set.string() + ": no NAME.png, NAME.jpg or NAME.pdf with NAME.json in this folder");
    std::ranges::sort(out);
    return out;
}

struct Result {
    OcrScore score;
    double seconds = 0;  ///< of CPU
};

/// Scores of one model by group of pages.
std::map<std::string, Result> read_set(const fs::path& set, const TesseractSettings& settings) {
    TesseractEngine engine(settings);
    std::map<std::string, Result> out;
    for (const fs::path& image : images_of(set)) {
        fs::path json = image;
        const TruePage truth = read_truth(json.replace_extension(".json"));
        const auto start = std::clock();
        const OcrPage read = engine.read(clean(Document::open(image, Limits{}).image(1), CleanSettings{}));
        Result& result = out[truth.group];
        result.seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        add_page(result.score, truth, read);
    }
    return out;
}

/// All names of fields that the set asks for.
std::vector<std::string> fields_of(const std::map<std::string, Result>& results) {
    std::set<std::string> names;
    for (const auto& [group, result] : results)
        for (const auto& [name, share] : result.score.fields)
            names.insert(name);
    return {names.begin(), names.end()};
}

int width_of(const std::string& field) {
    return std::max(8, static_cast<int>(field.size()) + 2);
}

void print_head(const std::vector<std::string>& fields) {
    std::cout << std::left << std::setw(32) << "pages" << ' ' << std::setw(14) << "model"
              << "  CER %  median   95th  worst digit % number%";
    for (const std::string& field : fields)
        std::cout << std::right << std::setw(width_of(field)) << field;
    std::cout << "  sec/p  ratio\n";
}

/// `base` is the time that the ratio is taken to.
void print_row(const std::string& group, const std::string& model, const Result& result,
               const std::vector<std::string>& fields, double base) {
    const OcrScore& score = result.score;
    std::cout << std::left << std::setw(32) << group << ' ' << std::setw(14) << model << std::right
              << std::fixed << std::setprecision(2) << std::setw(7) << score.error_rate();
    for (const double share : {0.5, 0.95, 1.0})
        std::cout << std::setw(7) << quantile(score.pages, share);
    std::cout << std::setprecision(1) << std::setw(8) << score.digits.percent() << std::setw(8)
              << score.numbers.percent();
    for (const std::string& field : fields) {
        const auto found = score.fields.find(field);
        const Share share = found == score.fields.end() ? Share{} : found->second;
        std::cout << std::setw(width_of(field))
                  << std::to_string(share.right) + "/" + std::to_string(share.asked);
    }
    std::cout << std::setprecision(2) << std::setw(7)
              << result.seconds / static_cast<double>(score.pages.size()) << std::setw(7)
              << result.seconds / base << std::endl;
}

void add(const DoubtSamples& some, DoubtSamples& all) {
    for (const auto& [pair, sample] : some) {
        DoubtSample& sum = all[pair];
        sum.sure += sample.sure;
        sum.doubtful.insert(sum.doubtful.end(), sample.doubtful.begin(), sample.doubtful.end());
    }
}

/// What of the floors was not reached, in words.
std::vector<std::string> below(const Json& floors, const std::map<std::string, Result>& results) {
    std::vector<std::string> out;
    for (const auto& [group, floor] : floors.items()) {
        const auto found = results.find(group);
        if (found == results.end()) {
            out.push_back(group + ": no such pages");
            continue;
        }
        const OcrScore& score = found->second.score;
        if (score.error_rate() > floor.at("cer").get<double>())
            out.push_back(group + ": " + std::to_string(score.error_rate()) + " % of characters wrong");
        if (score.numbers.percent() < floor.at("numbers").get<double>())
            out.push_back(group + ": only " + std::to_string(score.numbers.percent()) +
                          " % of numbers exact");
    }
    return out;
}

}  // namespace

ExitCode eval_ocr(const AskedOcr& asked, Session& session) {
    std::vector<fs::path> models{session.model()};
    models.insert(models.end(), asked.against.begin(), asked.against.end());
    std::vector<std::map<std::string, Result>> results;
    for (const fs::path& model : models) {
        TesseractSettings settings{.model = model};
        if (!results.empty()) settings.press = 1;  // other models read lines as they stand
        results.push_back(read_set(asked.set, settings));
    }

    const std::vector<std::string> fields = fields_of(results.front());
    print_head(fields);
    for (const auto& [group, unused] : results.front())
        for (std::size_t i = 0; i < models.size(); ++i) {
            const Result& result = results[i].at(group);
            print_row(group, models[i].stem().string(), result, fields, results.back().at(group).seconds);
            if (!asked.verbose) continue;
            for (const auto& [text, read] : result.score.wrong)
                std::cout << "    " << text << "\n    " << read << '\n';
        }

    if (!asked.confusions.empty()) {
        DigitConfusions all;
        for (const auto& [group, result] : results.front())
            for (const auto& [pair, n] : result.score.confusions)
                all[pair] += n;
        write_confusions(all, asked.confusions);
    }
    if (!asked.doubts.empty()) {
        DoubtSamples all;
        for (const auto& [group, result] : results.front())
            add(result.score.doubts, all);
        write_doubts(all, asked.doubts);
    }
    if (asked.floors.empty()) return ExitCode::Done;
    const auto failed = below(read_json(asked.floors), results.front());
    for (const std::string& line : failed)
        session.say("below the floor: " + line, "below_floor");
    return failed.empty() ? ExitCode::Done : ExitCode::SomeNeedReview;
}

}  // namespace saraban
