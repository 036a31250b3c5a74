#include "extractors/addressee.h"

#include <gmock/gmock.h>

using namespace saraban;
using testing::ElementsAre;

TEST(SplitAddressees, KeepsQuantifiersWithTheirItem) {
    EXPECT_THAT(split_addressees("ผู้ว่าราชการจังหวัดทุกจังหวัด"), ElementsAre("ผู้ว่าราชการจังหวัดทุกจังหวัด"));
    EXPECT_THAT(split_addressees("นายอำเภอ ทุกอำเภอ"), ElementsAre("นายอำเภอ ทุกอำเภอ"));
    EXPECT_THAT(split_addressees("นายกเทศมนตรีตำบล และนายกองค์การบริหารส่วนตำบล ทุกแห่ง"),
                ElementsAre("นายกเทศมนตรีตำบล", "นายกองค์การบริหารส่วนตำบล ทุกแห่ง"));
}

TEST(SplitAddressees, SplitsLists) {
    EXPECT_THAT(split_addressees("อธิบดีทุกกรม เลขาธิการทุกสำนักงาน ผู้ว่าราชการจังหวัด ทุกจังหวัด และปลัดกรุงเทพมหานคร"),
                ElementsAre("อธิบดีทุกกรม", "เลขาธิการทุกสำนักงาน", "ผู้ว่าราชการจังหวัด ทุกจังหวัด", "ปลัดกรุงเทพมหานคร"));
    EXPECT_THAT(split_addressees("นายกเทศมนตรีตำบล ,นายกองค์การบริหารส่วนตำบล ทุกแห่ง"),
                ElementsAre("นายกเทศมนตรีตำบล", "นายกองค์การบริหารส่วนตำบล ทุกแห่ง"));
}

TEST(SplitAddressees, LeavesASingleAddresseeAlone) {
    EXPECT_THAT(split_addressees("ผู้จัดการธนาคารกรุงไทย สาขาศาลากลาง"),
                ElementsAre("ผู้จัดการธนาคารกรุงไทย สาขาศาลากลาง"));
    EXPECT_THAT(split_addressees("คุณสมชาย ใจดี"), ElementsAre("คุณสมชาย ใจดี"));
    EXPECT_TRUE(split_addressees("").empty());
}
