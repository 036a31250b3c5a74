#include "extractors/meeting.h"

#include "extractors/due_words.h"

#include <string>

#include <gtest/gtest.h>

namespace saraban {
namespace {

using namespace std::chrono;

const DeadlineContext kContext{2010y / November / 1, 2026y / June / 1, std::nullopt};

TEST(Meeting, ReadsDayHoursAndPlace) {
    const std::string text =
        "จึงขอเชิญท่านเข้าร่วมประชุมคณะกรรมการวิชาการ ครั้งที่ ๒/๒๕๕๓ ในวันอังคารที่ ๑๖ พฤศจิกายน ๒๕๕๓ เวลา ๑๓.๐๐ น. "
        "ณ ห้องประชุม ๑ อาคารอำนวยการ จึงเรียนมาเพื่อทราบ";
    const auto found = find_meetings(text, kContext);
    ASSERT_EQ(found.size(), 1U);
    const Event& event = found[0].value;
    EXPECT_EQ(event.what, "ประชุมคณะกรรมการวิชาการ ครั้งที่ ๒/๒๕๕๓");
    EXPECT_TRUE(event.iso == 2010y / November / 16);
    EXPECT_FALSE(event.iso_end);
    EXPECT_EQ(event.time, "13:00");
    EXPECT_EQ(event.place, "ห้องประชุม ๑ อาคารอำนวยการ");
    EXPECT_TRUE(event.flags.empty());
    EXPECT_EQ(found[0].text, "วันอังคารที่ ๑๖ พฤศจิกายน ๒๕๕๓ เวลา ๑๓.๐๐ น. ณ ห้องประชุม ๑ อาคารอำนวยการ");
}

TEST(Meeting, ReadsSeveralDaysAndASpanOfHours) {
    const std::string text =
        "กำหนดจัดอบรมหลักสูตรการเงิน ระหว่างวันที่ ๑ - ๓ ธันวาคม ๒๕๕๓ เวลา ๐๙.๐๐ - ๑๖.๓๐ น. ณ โรงแรมริมน้ำ "
        "โดยไม่มีค่าใช้จ่าย";
    const auto found = find_meetings(text, kContext);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value.what, "อบรมหลักสูตรการเงิน");
    EXPECT_TRUE(found[0].value.iso == 2010y / December / 1);
    EXPECT_TRUE(found[0].value.iso_end == 2010y / December / 3);
    EXPECT_EQ(found[0].value.time, "09:00");
    EXPECT_EQ(found[0].value.time_end, "16:30");
    EXPECT_EQ(found[0].value.place, "โรงแรมริมน้ำ");
}

TEST(Meeting, SaysWhenTheWeekdayDiffers) {
    const auto found = find_meetings("ขอเชิญประชุมในวันพุธที่ ๑๖ พฤศจิกายน ๒๕๕๓ เวลา ๑๓.๐๐ น.", kContext);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value.flags, std::vector<std::string>{"weekday_differs"});
}

TEST(Meeting, PastOnesAndDeadlinesAreNone) {
    for (const std::string_view text : {"ในคราวประชุมคณะรัฐมนตรีเมื่อวันที่ ๑๘ พฤศจิกายน ๒๕๕๓ มีมติ",
                                        "ได้มีการประชุมหารือร่วมกับหน่วยงาน เมื่อวันที่ ๑๘ พฤศจิกายน ๒๕๕๓ ณ ห้องประชุมราชสีห์",
                                        "ขอเชิญเข้าร่วมประชุม โดยแจ้งรายชื่อภายในวันที่ ๑๐ พฤศจิกายน ๒๕๕๓ เวลา ๑๒.๐๐ น.",
                                        "ขอเชิญประชุมในวันที่ ๑ ตุลาคม ๒๕๕๓ เวลา ๑๓.๐๐ น.",
                                        "จึงขอเชิญร่วมงาน ตามหนังสือลงวันที่ ๕ พฤศจิกายน ๒๕๕๓ เวลา ๙.๐๐ น.",
                                        "จึงขอเชิญท่านเป็นวิทยากรอบรม", "โทร. ๐ ๒๒๔๑ ๙๐๑๔ เวลา ๑๓.๐๐ น."})
        EXPECT_TRUE(find_meetings(text, kContext).empty()) << text;
}

}  // namespace
}  // namespace saraban
