#include "extractors/apply.h"
#include "pipeline/layout/letters.h"
#include "tests/support/rules.h"
#include "tests/support/text_page.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

// Fields that a letter's zones decide as much as their extractor: corpus/fields/FIELD.yaml has a `letter`
// with {} where each example stands, `positive` examples with the value of the field, `negative` ones with
// which the letter must have no value in it. One test an example.
namespace saraban {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::year_month_day kToday = 2026y / std::chrono::February / 20;
constexpr std::size_t kFewest = 20;  ///< examples in each half

/// All items with "; " between them.
template <typename Items, typename ToText>
std::string listed(const Items& items, ToText to_text) {
    std::string all;
    for (const auto& item : items)
        all += (all.empty() ? "" : "; ") + to_text(item);
    return all;
}

std::string value_of(const Text& text) {
    return text.value;
}
std::string number_of(const std::optional<DocNumber>& number) {
    return number ? number->normalized : "-";
}
std::string date_of(const std::optional<Date>& date) {
    if (!date || !date->iso) return "-";
    const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(static_cast<int>(date->iso->year())) + "-" +
           two(static_cast<unsigned>(date->iso->month())) + "-" +
           two(static_cast<unsigned>(date->iso->day()));
}

std::string subject(const Record& r) {
    return r.subject ? r.subject->value : "";
}
std::string addressees(const Record& r) {
    return listed(r.addressees, value_of);
}
std::string references(const Record& r) {
    return listed(r.references, [](const Reference& each) {
        return each.issuer.value_or("-") + " | " + each.speed.value_or("-") + " | " +
               number_of(each.cited_number) + " | " + date_of(each.cited_date);
    });
}
std::string attachments(const Record& r) {
    return listed(r.attachments, [](const Attachment& each) {
        const std::string quantity = each.quantity ? std::to_string(*each.quantity) : "-";
        return each.description + " | " + number_of(each.cited_number) + " | " + date_of(each.cited_date) +
               " | " + quantity + " " + each.unit.value_or("-");
    });
}
std::string owner_unit(const Record& r) {
    return listed(r.owner_unit, value_of);
}
std::string catchwords(const Record& r) {
    return listed(r.catchwords, [](const Catchword& each) { return each.text; });
}
std::string marginal_notes(const Record& r) {
    return listed(r.marginal_notes, [](const MarginalNote& each) {
        return each.to.value_or("-") + " | " + (each.author ? each.author->name : "-");
    });
}
std::string qr_captions(const Record& r) {
    return listed(r.qr_captions, value_of);
}
std::string slogan(const Record& r) {
    return r.slogan ? r.slogan->value : "";
}
std::string mentioned_dates(const Record& r) {
    return listed(r.mentioned_dates, [](const MentionedDate& each) { return date_of(each.date); });
}
std::string form_pages(const Record& r) {
    return listed(r.form_pages, [](const FormPage& each) { return each.title; });
}
std::string meetings(const Record& r) {
    return listed(r.events, [](const Event& each) {
        Date day;
        day.iso = each.iso;
        return date_of(day) + " | " + each.time.value_or("-");
    });
}

std::string actions(const Record& r) {
    return listed(r.actions, [](const Action& each) { return each.text; });
}
std::string mentioned_letters(const Record& r) {
    return listed(r.mentioned_letters, [](const Reference& each) {
        return each.issuer.value_or("-") + " | " + number_of(each.cited_number) + " | " +
               date_of(each.cited_date);
    });
}

struct Field {
    const char* name;
    std::string (*read)(const Record&);
};

constexpr Field kFields[] = {
    {"subject", subject},
    {"addressees", addressees},
    {"references", references},
    {"attachments", attachments},
    {"owner_unit", owner_unit},
    {"catchwords", catchwords},
    {"marginal_notes", marginal_notes},
    {"qr_captions", qr_captions},
    {"slogan", slogan},
    {"mentioned_dates", mentioned_dates},
    {"form_pages", form_pages},
    {"meetings", meetings},
    {"actions", actions},
    {"mentioned_letters", mentioned_letters},
};

std::string read_field(const Field& field, std::string letter, const std::string& example) {
    letter.replace(letter.find("{}"), 2, example);
    const auto letters = find_letters(test::text_page(letter), test::rules());
    if (letters.size() != 1) return std::to_string(letters.size()) + " letters";
    return field.read(apply_all(test::rules(), letters, {.today = kToday}).front().record);
}

class LetterExample : public testing::Test {
public:
    LetterExample(Field field, std::string letter, std::string example, std::string value, std::string place)
        : field_(field),
          letter_(std::move(letter)),
          example_(std::move(example)),
          value_(std::move(value)),
          place_(std::move(place)) {}
    void TestBody() override {
        EXPECT_EQ(read_field(field_, letter_, example_), value_) << place_ << ": " << example_;
    }

private:
    Field field_;
    std::string letter_, example_, value_, place_;
};

class BothHalves : public testing::Test {
public:
    BothHalves(std::size_t positive, std::size_t negative) : positive_(positive), negative_(negative) {}
    void TestBody() override {
        EXPECT_GE(positive_, kFewest);
        EXPECT_GE(negative_, kFewest);
    }

private:
    std::size_t positive_, negative_;
};

void add_test(const Field& field, const std::string& name, const std::function<testing::Test*()>& make) {
    testing::RegisterTest((std::string("LetterField_") + field.name).c_str(), name.c_str(), nullptr, nullptr,
                          __FILE__, __LINE__, make);
}

void add_tests(const Field& field) {
    const std::string file = std::string("corpus/fields/") + field.name + ".yaml";
    const YAML::Node root = YAML::LoadFile(std::string(SARABAN_ROOT) + "/" + file);
    const std::string letter = root["letter"].as<std::string>();
    std::size_t positive = 0, negative = 0;
    const auto add = [&](const YAML::Node& node, const std::string& value, const std::string& name) {
        const std::string place = file + ":" + std::to_string(node.Mark().line + 1);
        const std::string example = node.as<std::string>();
        add_test(field, name,
                 [=]() -> testing::Test* { return new LetterExample(field, letter, example, value, place); });
    };
    for (const auto& entry : root["positive"])
        for (const auto& example : entry["from"])
            add(example, entry["value"].as<std::string>(), "positive_" + std::to_string(++positive));
    for (const auto& example : root["negative"])
        add(example, "", "negative_" + std::to_string(++negative));
    add_test(field, "has_both_halves",
             [=]() -> testing::Test* { return new BothHalves(positive, negative); });
}

/// The names of groups in a letter that names two.
std::vector<std::string> groups(const std::string& one, const std::string& other) {
    const std::string letter =
        "ที่ มท ๐๘๐๑.๔/ว ๑\n\nกรมส่งเสริมการปกครองท้องถิ่น\n\n๕ กุมภาพันธ์ ๒๕๖๙\n\nเรื่อง การรายงานผล\n"
        "เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด\n\nขอให้รายงานผลทางกลุ่มไลน์ “" +
        one + "” ภายในวันที่ ๕ มีนาคม ๒๕๖๙ และส่งเอกสารทางกลุ่มไลน์ “" + other + "” ต่อไป\n\nจึงเรียนมาเพื่อพิจารณา\n";
    const auto read =
        apply_all(test::rules(), find_letters(test::text_page(letter), test::rules()), {.today = kToday});
    std::vector<std::string> names;
    for (const ReportingAddress& a : read.front().record.reporting_addresses)
        names.push_back(a.value_normalized.value_or(a.value_raw));
    return names;
}

TEST(ReportingAddresses, OneGroupIsNamedOnceThoughALetterIsMisread) {
    const std::string group = "ป้องกัน Scammer อปท กาฬสินธุ์";
    EXPECT_EQ(groups(group, "ป้องกัน Scarmmer อปท กาฬสินธุ์"), std::vector{group});
    EXPECT_EQ(groups("ท้องถิ่นร้อยเอ็ด กลุ่ม 1", "ท้องถิ่นร้อยเอ็ด กลุ่ม 2").size(), 2U) << "numbered";
    EXPECT_EQ(groups("อบต. ก", "อบต. ข").size(), 2U) << "short";
}

}  // namespace
}  // namespace saraban

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    for (const auto& field : saraban::kFields)
        saraban::add_tests(field);
    return RUN_ALL_TESTS();
}
