#include "extractors/demand.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace saraban {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> actions_of(std::string_view body) {
    std::vector<std::string> texts;
    for (const auto& action : find_actions(body))
        texts.push_back((action.value.marker ? *action.value.marker + "|" : "") + action.value.text);
    return texts;
}

TEST(Demand, NumberedItemsStandWithoutTheirMarker) {
    EXPECT_THAT(
        actions_of(
            "จึงขอให้จังหวัดดำเนินการ ดังนี้ ๑. แจ้งหน่วยงานในสังกัด ๒. รายงานผลตามข้อ ๑ ให้กระทรวงทราบ จึงเรียนมาเพื่อพิจารณา"),
        ElementsAre("๑.|แจ้งหน่วยงานในสังกัด", "๒.|รายงานผลตามข้อ ๑ ให้กระทรวงทราบ"));
    EXPECT_THAT(actions_of("จึงขอให้ดำเนินการ ดังนี้ - ๑. เผยแพร่ข้อมูล - ๒. รายงานผล"),
                ElementsAre("- ๑.|เผยแพร่ข้อมูล", "- ๒.|รายงานผล"));
}

TEST(Demand, ACatchwordIsNoItem) {
    EXPECT_THAT(actions_of("จึงขอให้ดำเนินการ ดังนี้ ๑. แจ้งหน่วยงาน ฯลฯ /ข้อ ๒.รวบรวม.... ๒. รวบรวมรายงาน"),
                ElementsAre("๑.|แจ้งหน่วยงาน ฯลฯ", "๒.|รวบรวมรายงาน"));
}

TEST(Demand, ProseDemandsAreSplitAtTheSecondDutyAndEndBeforeTheirPurpose) {
    EXPECT_THAT(
        actions_of("ในการนี้ อำเภอจึงขอให้ท่านเผยแพร่ข้อมูลตามแนวทางที่กำหนด และรายงานให้อำเภอทราบภายในวันที่ ๔ ของทุกเดือน "
                   "เพื่อจะได้รายงานจังหวัดทราบต่อไป รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย จึงเรียนมาเพื่อพิจารณา"),
        ElementsAre("ขอให้ท่านเผยแพร่ข้อมูลตามแนวทางที่กำหนด", "รายงานให้อำเภอทราบภายในวันที่ ๔ ของทุกเดือน"));
}

TEST(Demand, WhatOthersWereAskedIsNoDemand) {
    EXPECT_THAT(actions_of("ด้วยจังหวัดได้รับแจ้งจากกรมว่า ขอให้จังหวัดรายงานข้อมูล"), IsEmpty());
    EXPECT_THAT(actions_of("คณะรัฐมนตรีมีมติมอบหมายให้กระทรวงดำเนินการ จึงเรียนมาเพื่อโปรดทราบ"), IsEmpty());
}

TEST(Demand, AListWithoutARequestIsNone) {
    EXPECT_THAT(actions_of("ด้วยโครงการมีวัตถุประสงค์ ดังนี้ ๑. สร้างความรู้ ๒. ป้องกันภัย"), IsEmpty());
}

}  // namespace
}  // namespace saraban
