#include "pipeline/text/markup.h"

#include <gtest/gtest.h>

using namespace saraban;

TEST(Markup, EscapesWhatMeansSomethingThere) {
    EXPECT_EQ(escape_markup("<b title=\"ที่ ๑ & ๒\">"), "&lt;b title=&quot;ที่ ๑ &amp; ๒&quot;&gt;");
}

TEST(Markup, LeavesOutControlsThatXmlHasNoPlaceFor) {
    EXPECT_EQ(escape_markup(std::string_view("a\0b\x1B\tc\nd", 8)), "ab\tc\nd");
}
