#include "extractors/coordinator.h"
#include "extractors/date_time.h"
#include "extractors/document_number.h"
#include "extractors/electronic_address.h"
#include "extractors/issuer.h"
#include "extractors/period.h"
#include "extractors/person_name.h"
#include "extractors/phone.h"
#include "extractors/quantity.h"
#include "extractors/received_stamp.h"
#include "extractors/relative_date.h"
#include "extractors/reporting_address.h"
#include "extractors/signer.h"
#include "extractors/speed.h"
#include "extractors/thai_date.h"
#include "extractors/thai_time.h"
#include "extractors/vocabulary.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

// corpus/fields/EXTRACTOR.yaml is what each extractor is for: `positive` gives a value and the spellings that
// mean it, `negative` what must yield nothing. One test an entry.
namespace saraban {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using Lines = std::vector<std::string_view>;

constexpr year_month_day kReference = 2026y / February / 10;
constexpr std::size_t kFewest = 20;  ///< examples in each half

const Vocabulary& words() {
    static const Vocabulary kWords = load_vocabulary(std::string(SARABAN_ROOT) + "/schemas/vocabularies");
    return kWords;
}

Lines lines_of_text(std::string_view text) {
    Lines lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string two(unsigned value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string month_text(const year_month& month) {
    return std::to_string(static_cast<int>(month.year())) + "-" + two(static_cast<unsigned>(month.month()));
}

std::string day_text(const year_month_day& day) {
    return month_text(day.year() / day.month()) + "-" + two(static_cast<unsigned>(day.day()));
}

/// Fields with " | " between them; empty ones at the end are left out.
std::string joined(const std::vector<std::optional<std::string>>& fields) {
    std::string all;
    for (const auto& field : fields)
        all += (all.empty() && &field == &fields.front() ? "" : " | ") + field.value_or("-");
    while (all.size() > 4 && all.substr(all.size() - 4) == " | -")
        all.resize(all.size() - 4);
    return all;
}

// One function an extractor: what it reads as text, empty for nothing.

std::string date(const ThaiDate& found) {
    if (found.iso) return day_text(*found.iso);
    return found.iso_partial ? month_text(*found.iso_partial) : "impossible";
}

std::string thai_date(std::string_view text) {
    const auto found = find_thai_date(text, kReference);
    return found ? date(found->value) : "";
}
std::string letter_date(std::string_view text) {
    const auto found = find_letter_date(text, kReference);
    return found ? date(found->value) : "";
}
std::string date_range(std::string_view text) {
    const auto found = find_date_range(text, kReference);
    return found ? day_text(found->value.first) + "/" + day_text(found->value.last) : "";
}
std::string date_time(std::string_view text) {
    const auto found = find_date_time(text, kReference);
    return found && found->value.time ? date(found->value.date) + " " + to_text(*found->value.time) : "";
}
std::string thai_time(std::string_view text) {
    const auto found = find_time(text);
    return found ? to_text(found->value) : "";
}
std::string spoken_time(std::string_view text) {
    const auto found = find_spoken_time(text);
    return found ? to_text(found->value) : "";
}
std::string period(std::string_view text) {
    const auto found = find_period(text, kReference);
    return found ? day_text(found->value.first) + "/" + day_text(found->value.last) : "";
}
std::string relative_date(std::string_view text) {
    const auto found = find_relative_date(text);
    return found ? to_iso_duration(found->value) : "";
}
std::string document_number(std::string_view text) {
    const auto found = find_document_number(text);
    return found ? found->value.normalized + (found->value.running_valid ? "" : " damaged") : "";
}
std::string order_number(std::string_view text) {
    const auto found = find_order_number(text);
    return found ? found->value.normalized : "";
}
std::string phone(std::string_view text) {
    const auto found = find_phone(text);
    if (!found) return "";
    const Phone& value = found->value;
    return value.national + (value.ext.empty() ? "" : " ext " + value.ext) + (value.fax ? " fax" : "") +
           (value.also_fax ? " also fax" : "") + (value.valid() ? "" : " invalid");
}
std::string email(std::string_view text) {
    const auto found = find_email(text);
    return found ? (found->value.valid ? found->value.address : "torn") : "";
}
std::string url(std::string_view text) {
    const auto found = find_url(text);
    return found ? found->value : "";
}
std::string line_address(std::string_view text) {
    const auto found = find_line_address(text);
    return found ? (found->value.group ? "group " : "id ") + found->value.name : "";
}
std::string qr_mention(std::string_view text) {
    const auto found = find_qr_mention(text);
    return found ? found->value : "";
}
std::string postal_address(std::string_view text) {
    const auto found = find_postal_address(text);
    return found ? found->value.value : "";
}
std::string reporting_address(std::string_view text) {
    const auto found = find_reporting_addresses(text, AddressPlace::Body);
    std::string all;
    for (const auto& each : found)
        all += (all.empty() ? "" : ", ") + each.value.type + " " + each.value.value_normalized.value_or("-") +
               " " + each.value.role;
    return all;
}
std::string person_name(std::string_view text) {
    const auto found = find_person_name(text, words());
    return found ? std::string(found->text) : "";
}
std::string signer(std::string_view text) {
    const auto found = find_signer(lines_of_text(text), words());
    if (!found) return "";
    const Signer& s = found->value;
    return joined({s.name, s.rank, s.title, s.acting_mode, s.acting_for});
}
std::string coordinator(std::string_view text) {
    auto found = find_coordinator_in_text(text, words());
    if (!found) found = find_coordinator(text, words());
    return found ? joined({found->value.name, found->value.phone, found->value.title}) : "";
}
std::string received_stamp(std::string_view text) {
    std::string all;
    for (const auto& stamp : find_received_stamps(lines_of_text(text), words(), kReference)) {
        std::optional<std::string> day;
        if (stamp.value.date) day = stamp.value.date->iso ? day_text(*stamp.value.date->iso) : "impossible";
        all += (all.empty() ? "" : "; ") +
               joined({stamp.value.agency, stamp.value.number, day, stamp.value.time});
    }
    return all;
}
std::string issuer(std::string_view text) {
    const auto found = find_issuer(lines_of_text(text), words());
    if (!found) return "";
    return joined(
        {found->value.name, found->value.agency_normalized, found->value.postal_code, found->value.province});
}
std::string province(std::string_view text) {
    const Province* found = find_province(text, words());
    return found ? found->name : "";
}
std::string quantity(std::string_view text) {
    const auto found = find_quantity(text, words());
    return found ? std::to_string(found->value.count) + " " + found->value.unit : "";
}
std::string speed(std::string_view text) {
    const auto found = find_speed(text, kReference);
    if (!found) return "";
    return found->value.name + (found->value.by ? " " + day_text(*found->value.by) : "") +
           (found->value.time ? " " + *found->value.time : "");
}
std::string secrecy(std::string_view text) {
    const auto found = find_secrecy(text);
    return found ? found->value : "";
}

struct FieldReader {
    const char* name;
    std::string (*read)(std::string_view);
};

constexpr FieldReader kReaders[] = {
    {"thai_date", thai_date},
    {"letter_date", letter_date},
    {"date_range", date_range},
    {"date_time", date_time},
    {"thai_time", thai_time},
    {"spoken_time", spoken_time},
    {"period", period},
    {"relative_date", relative_date},
    {"document_number", document_number},
    {"order_number", order_number},
    {"phone", phone},
    {"email", email},
    {"url", url},
    {"line_address", line_address},
    {"qr_mention", qr_mention},
    {"postal_address", postal_address},
    {"reporting_address", reporting_address},
    {"person_name", person_name},
    {"signer", signer},
    {"coordinator", coordinator},
    {"received_stamp", received_stamp},
    {"issuer", issuer},
    {"province", province},
    {"quantity", quantity},
    {"speed", speed},
    {"secrecy", secrecy},
};

struct Example {
    std::string value;  ///< empty: nothing may be found
    std::string text;
    std::string place;  ///< file:line
};

struct Corpus {
    std::vector<Example> positive, negative;
};

Corpus read_corpus(const std::string& extractor) {
    const std::string file = "corpus/fields/" + extractor + ".yaml";
    const YAML::Node root = YAML::LoadFile(std::string(SARABAN_ROOT) + "/" + file);
    const auto place = [&](const YAML::Node& node) {
        return file + ":" + std::to_string(node.Mark().line + 1);
    };
    Corpus corpus;
    for (const auto& entry : root["positive"])
        for (const auto& spelling : entry["from"])
            corpus.positive.push_back(
                {entry["value"].as<std::string>(), spelling.as<std::string>(), place(spelling)});
    for (const auto& text : root["negative"])
        corpus.negative.push_back({"", text.as<std::string>(), place(text)});
    return corpus;
}

class FieldExample : public testing::Test {
public:
    FieldExample(FieldReader reader, Example example) : reader_(reader), example_(std::move(example)) {}
    void TestBody() override {
        EXPECT_EQ(reader_.read(example_.text), example_.value) << example_.place << ": " << example_.text;
    }

private:
    FieldReader reader_;
    Example example_;
};

class BothHalves : public testing::Test {
public:
    explicit BothHalves(Corpus corpus) : corpus_(std::move(corpus)) {}
    void TestBody() override {
        EXPECT_GE(corpus_.positive.size(), kFewest);
        EXPECT_GE(corpus_.negative.size(), kFewest);
    }

private:
    Corpus corpus_;
};

void add_test(const std::string& suite, const std::string& name, const Example& example, FieldReader reader) {
    testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new FieldExample(reader, example); });
}

void add_tests() {
    for (const FieldReader& reader : kReaders) {
        const std::string suite = std::string("Field_") + reader.name;
        const Corpus corpus = read_corpus(reader.name);
        testing::RegisterTest(suite.c_str(), "has_both_halves", nullptr, nullptr, __FILE__, __LINE__,
                              [corpus]() -> testing::Test* { return new BothHalves(corpus); });
        for (std::size_t i = 0; i < corpus.positive.size(); ++i)
            add_test(suite, "positive_" + std::to_string(i + 1), corpus.positive[i], reader);
        for (std::size_t i = 0; i < corpus.negative.size(); ++i)
            add_test(suite, "negative_" + std::to_string(i + 1), corpus.negative[i], reader);
    }
}

}  // namespace
}  // namespace saraban

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    saraban::add_tests();
    return RUN_ALL_TESTS();
}
