#include "pipeline/text/same_letter.h"

#include <gtest/gtest.h>

using namespace saraban;
using namespace std::chrono;

namespace {

constexpr const char* kBody =
    "ด้วยกระทรวงมหาดไทยแจ้งว่ารัฐบาลมีนโยบายในการป้องกันและปราบปรามการกระทำความผิดอาชญากรรมทางเทคโนโลยี\n"
    "จึงขอให้ท่านรายงานผลการดำเนินการให้อำเภอทราบภายในวันที่ ๔ ของทุกเดือน ทางโทรสาร ๐ ๗๕๖๑ ๑๓๔๐\n"
    "จึงเรียนมาเพื่อพิจารณา\n";

Record letter(const std::string& number, year_month_day date,
              const std::string& addressee = "นายกเทศมนตรีตำบลกระบี่น้อย", const std::string& body = kBody) {
    Record r;
    r.doc_number = DocNumber{.raw = number, .normalized = number};
    r.date = Date{.iso = date};
    r.issuer = Issuer{.name = "ที่ว่าการอำเภอเมืองกระบี่"};
    r.subject = Text{.value = "การเผยแพร่ข้อมูลเกี่ยวกับอาชญากรรมออนไลน์"};
    r.addressees = {Text{.value = addressee}};
    r.text = "ที่ " + number + "\nเรื่อง " + r.subject->value + "\nเรียน " + addressee + "\n" + body;
    return r;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    text.replace(text.find(what), what.size(), by);
    return text;
}

const year_month_day kDay = 2026y / February / 11;

}  // namespace

TEST(MatchNumbers, TellsDamageFromAnotherNumber) {
    EXPECT_EQ(match_numbers("กบ 0118/ว 933", "กบ 0118/ว 933"), Likeness::Same);
    EXPECT_EQ(match_numbers("กบ 0118/ว 933", ""), Likeness::Unread);
    for (const char* damaged : {"กบ 0118/ว 983", "กบ 0118/ว 93", "กบ 0178/ว 933", "กบ 0118/933",
                                "กบ 0118/ว 9ส3", "กบ 0118/ว 9933", "กบ 0118/ว 1933"})
        EXPECT_EQ(match_numbers("กบ 0118/ว 933", damaged), Likeness::Damaged) << damaged;
    for (const char* other :
         {"กบ 0118/ว 934", "กบ 0118/ว 932", "กบ 0118/ว 988", "กบ 0178/ว 983", "กจ 0118/ว 933", "12/2569"})
        EXPECT_EQ(match_numbers("กบ 0118/ว 933", other), Likeness::Other) << other;
    EXPECT_EQ(match_numbers("กบ 0118/12", "กบ 0118/17"), Likeness::Other) << "half of its digits differ";
    EXPECT_EQ(match_numbers("12/2569", "17/2569"), Likeness::Other) << "orders have no agency";
}

TEST(MatchDates, TellsDamageFromAnotherDay) {
    EXPECT_EQ(match_dates("2026-02-11", "2026-02-11"), Likeness::Same);
    EXPECT_EQ(match_dates("2026-02-11", ""), Likeness::Unread);
    for (const char* damaged : {"2026-02-14", "2022-02-11", "2026-07-11"})
        EXPECT_EQ(match_dates("2026-02-11", damaged), Likeness::Damaged) << damaged;
    for (const char* other : {"2026-02-22", "2026-03-12", "2027-02-11"})  // ๒๕๗๐: two digits
        EXPECT_EQ(match_dates("2026-02-11", other), Likeness::Other) << other;
}

TEST(IsCited, ByNumberAndYearOrByDayAndDamagedNumber) {
    const LetterName held{"มท 0206.2/ว 852", "2026-01-30"};
    EXPECT_TRUE(is_cited(held, held, false));
    EXPECT_TRUE(is_cited({"มท 0206.2/ว 852", ""}, held, false)) << "undated";
    EXPECT_TRUE(is_cited({"มท 0206.2/ว 852", "2026-01-31"}, held, false)) << "numbers begin anew each year";
    EXPECT_TRUE(is_cited({"มท 0206.2/ว 852", "2022-01-30"}, held, true)) << "a damaged year";
    EXPECT_TRUE(is_cited({"มท 0206.2/ว 862", "2026-01-30"}, held, true));
    EXPECT_FALSE(is_cited({"มท 0206.2/ว 862", "2026-01-30"}, held, false)) << "about something else";
    EXPECT_FALSE(is_cited({"มท 0206.2/ว 862", "2026-01-31"}, held, true)) << "both are damaged";
    EXPECT_FALSE(is_cited({"มท 0206.2/ว 853", "2026-01-30"}, held, true)) << "the next letter of the day";
    EXPECT_FALSE(is_cited({"มท 0206.2/ว 852", "2024-05-02"}, held, true)) << "of another year";
}

TEST(AreAlike, WithinDamage) {
    EXPECT_TRUE(are_alike("การเผยแพร่ข้อมูลเกี่ยวกับอาชญากรรม", "การเผยแพรข้อมูลเกี่ยวกับอาชฌากรรม"));
    EXPECT_TRUE(are_alike("การเผยแพร่ข้อมูลเกี่ยวกับอาชญากรรมออนไลน์ต่อประชาชน", "การเผยแพร่ข้อมูลเกี่ยวกับ"))
        << "the second line was not read";
    EXPECT_FALSE(are_alike("การเผยแพร่ข้อมูล", "การประชุมประจำเดือน"));
    EXPECT_FALSE(are_alike("", ""));
}

TEST(IsSameLetter, ByNumberAndDate) {
    EXPECT_TRUE(is_same_letter(letter("กบ 0118/ว 933", kDay), letter("กบ 0118/ว 933", kDay)));
    Record other = letter("กบ 0118/ว 933", kDay);
    other.subject->value = "ขอเชิญประชุมหัวหน้าส่วนราชการ";
    EXPECT_FALSE(is_same_letter(letter("กบ 0118/ว 933", kDay), other)) << "the number may be misread";
    other = letter("กบ 0118/ว 933", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย",
                   replaced(kBody, "ในการป้องกันและปราบปรามการกระทำความผิดอาชญากรรมทางเทคโนโลยี",
                            "จัดสรรงบประมาณซ่อมแซมถนนสายรองที่ชำรุดจากอุทกภัย"));
    EXPECT_FALSE(is_same_letter(letter("กบ 0118/ว 933", kDay), other)) << "it says something else";
    EXPECT_FALSE(is_same_letter(letter("", kDay), letter("", kDay))) << "never without a number";
    EXPECT_FALSE(is_same_letter(letter("กบ 0118/ว 933", kDay), letter("กบ 0118/ว 933", 2024y / May / 2)));
}

TEST(IsSameLetter, OneIsDamaged) {
    const Record sound = letter("กบ 0118/ว 933", kDay);
    for (const char* number : {"กบ 0118/ว 983", "กบ 0178/ว 933", "กบ 0118/933"})
        EXPECT_TRUE(is_same_letter(sound, letter(number, kDay))) << number;
    EXPECT_TRUE(is_same_letter(sound, letter("กบ 0118/ว 933", 2022y / February / 11))) << "๒๕๖๕ for ๒๕๖๙";
    EXPECT_FALSE(is_same_letter(sound, letter("กบ 0118/ว 983", 2022y / February / 11))) << "both";
    Record noisy = letter("กบ 0118/ว 983", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย",
                          replaced(replaced(kBody, "นโยบาย", "นโขบาย"), "ปราบปราม", "ปราบบราม"));
    EXPECT_TRUE(is_same_letter(sound, noisy));
    noisy.text.clear();
    EXPECT_FALSE(is_same_letter(sound, noisy)) << "nothing supports it";
}

TEST(IsSameLetter, NotWhatAnOfficeWritesInARow) {
    const Record first = letter("กบ 0118/ว 933", kDay);
    EXPECT_FALSE(is_same_letter(first, letter("กบ 0118/ว 934", kDay)));
    EXPECT_FALSE(is_same_letter(first, letter("กบ 0118/ว 938", kDay, "นายกเทศมนตรีตำบลเขาคราม")));
    EXPECT_FALSE(is_same_letter(first, letter("กบ 0118/ว 938", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย",
                                              replaced(kBody, "๐ ๗๕๖๑ ๑๓๔๐", "๐ ๗๕๖๓ ๒๙๘๖"))))
        << "another telephone number";
    EXPECT_FALSE(is_same_letter(
        first, letter("กบ 0118/ว 938", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย", replaced(kBody, "วันที่ ๔", "วันที่ ๗"))));
    EXPECT_FALSE(is_same_letter(first, letter("กบ 0118/ว 938", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย",
                                              replaced(kBody, "มหาดไทย", "สาธารณสุข"))));
    const std::string crime = "ในการป้องกันและปราบปรามการกระทำความผิดอาชญากรรมทางเทคโนโลยี";
    EXPECT_FALSE(is_same_letter(
        first, letter("กบ 0118/ว 938", kDay, "นายกเทศมนตรีตำบลกระบี่น้อย",
                      replaced(kBody, crime, crime + " ทั้งนี้ ให้สำรวจถนนสายรองที่ชำรุดจากอุทกภัยด้วย"))))
        << "a sentence more";
}

TEST(IsSameLetter, OrdersAreKnownByTheirOfficeToo) {
    Record a = letter("12/2569", kDay), b = a;
    EXPECT_TRUE(is_same_letter(a, b));
    b.issuer->name = "เทศบาลตำบลอ่าวนาง";
    EXPECT_FALSE(is_same_letter(a, b));
    b.issuer.reset();
    EXPECT_FALSE(is_same_letter(a, b));
}

TEST(IsSameLetter, ByWhatTheEvidenceOfItsFileSays) {
    Record repaired = letter("กบ 0118/ว 99", kDay);
    repaired.reconciled.push_back({.field = "doc_number",
                                   .value = "กบ 0118/ว 933",
                                   .confidence = .99F,
                                   .candidates = {},
                                   .evidence = {},
                                   .checks = {}});
    EXPECT_TRUE(is_same_letter(letter("กบ 0118/ว 933", kDay), repaired));
    EXPECT_FALSE(is_same_letter(letter("กบ 0118/ว 99", kDay, "นายกเทศมนตรีตำบลเขาคราม"), repaired));
}
