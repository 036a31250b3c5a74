#include "pipeline/text/charset.h"

#include <gtest/gtest.h>

namespace saraban {
namespace {

TEST(Charset, ReadsTheBytesOfOldThaiPrograms) {
    EXPECT_EQ(thai_to_utf8("\xCB\xB9\xD1\xA7\xCA\xD7\xCD 1.pdf"), "หนังสือ 1.pdf");
    EXPECT_EQ(thai_to_utf8("หนังสือ.pdf"), "หนังสือ.pdf");
    EXPECT_EQ(thai_to_utf8(""), "");
}

TEST(Charset, PrintsOnOneLineWhatMovesNothing) {
    EXPECT_EQ(printable("หนังสือที่ ๑/๒๕๖๙ ป้ำ.pdf"), "หนังสือที่ ๑/๒๕๖๙ ป้ำ.pdf");
    EXPECT_EQ(printable("a\nb\t\x1B[31m.txt"), "a\\x0Ab\\x09\\x1B[31m.txt");
    EXPECT_EQ(printable("\u202Etxt.fdp\u200B\u2028"), "\\u202Etxt.fdp\\u200B\\u2028");
    EXPECT_EQ(printable("\xCB\xE9 \xE0\xB8"), "\\xCB\\xE9 \\xE0\\xB8");
    EXPECT_EQ(printable("\u0085"), "\\x85");
}

}  // namespace
}  // namespace saraban
