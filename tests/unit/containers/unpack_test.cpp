#include "pipeline/containers/unpack.h"

#include "tests/support/containers.h"
#include "tests/support/sample_files.h"

#include <algorithm>

#include <gmock/gmock.h>

/// What is taken out of containers, and what hostile ones may cost.
namespace saraban {
namespace {

namespace fs = std::filesystem;
using test::Files;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kPdf = test::pdf_of_picture({});

class Unpack : public ::testing::Test {
protected:
    Unpack() { fs::create_directory(folder_ / "out"); }
    Unpacked unpack(const std::string& name, std::string_view bytes, const UnpackLimits& limits = {}) {
        const fs::path path = folder_.write(name, bytes);
        const auto type = container_type(path);
        if (!type) throw std::runtime_error("no container");
        return saraban::unpack(path, *type, folder_ / "out", limits);
    }
    std::vector<std::string> names(const Unpacked& unpacked) {
        std::vector<std::string> out;
        for (const Member& member : unpacked.members) {
            EXPECT_EQ(member.path.parent_path(), folder_ / "out");
            EXPECT_TRUE(fs::is_regular_file(member.path));
            out.push_back(member.name);
        }
        return out;
    }
    std::size_t files_out() {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_ / "out"), {}));
    }

    test::Folder folder_;
};

TEST_F(Unpack, TellsContainersByTheirBytes) {
    const auto type = [&](const char* name, const std::string& bytes) {
        return container_type(folder_.write(name, bytes));
    };
    EXPECT_EQ(type("a.pdf", test::zip_of({{"x.txt", "x"}})), ContainerType::Zip);
    EXPECT_EQ(type("b.eml", test::mail_of({})), ContainerType::Mail);
    EXPECT_EQ(type("c.EML", test::mail_of({})), ContainerType::Mail);
    EXPECT_EQ(type("d.eml", kPdf), std::nullopt);
    EXPECT_EQ(type("e.zip", "no zip"), std::nullopt);
    EXPECT_EQ(type("f.txt", test::mail_of({})), std::nullopt);
    EXPECT_EQ(container_type(folder_ / "absent.zip"), std::nullopt);
    EXPECT_EQ(container_type(folder_ / "out"), std::nullopt);
}

TEST_F(Unpack, TakesScansTextsAndContainersOutOfAZip) {
    const auto unpacked =
        unpack("a.zip", test::zip_of({{"sub/one.pdf", kPdf},
                                      {"two.TXT", "two"},
                                      {"scan without a name", kPdf},
                                      {"in.zip", test::zip_of({})},
                                      {"readme.md", "text that is not called one"},
                                      {"__MACOSX/._one.pdf", std::string("\0\5\26\7", 4)}}));
    EXPECT_EQ(unpacked.fault, "");
    EXPECT_THAT(names(unpacked), ElementsAre("sub/one.pdf", "two.TXT", "scan without a name", "in.zip"));
    EXPECT_EQ(test::bytes_of(unpacked.members[0].path), kPdf);
    EXPECT_EQ(unpacked.members[1].path.extension(), ".txt");
    EXPECT_THAT(unpacked.left_out, ElementsAre("readme.md", "__MACOSX/._one.pdf"));
}

TEST_F(Unpack, WritesUnderNamesOfItsOwn) {
    const auto unpacked = unpack("a.zip", test::zip_of({{"../../../../tmp/out.txt", "1"},
                                                        {"/etc/absolute.txt", "2"},
                                                        {"a\nb\u202E.txt", "3"},
                                                        {"-rf.txt", "4"},
                                                        {"\xCB\xB9\xD1\xA7\xCA\xD7\xCD.txt", "5"},
                                                        {std::string(3000, 'n') + ".txt", "6"}}));
    EXPECT_EQ(unpacked.fault, "");
    ASSERT_EQ(names(unpacked).size(), 6U);
    EXPECT_EQ(files_out(), 6U);
    EXPECT_EQ(unpacked.members[2].name, "a\nb\u202E.txt");
    EXPECT_EQ(unpacked.members[4].name, "หนังสือ.txt");
}

TEST_F(Unpack, StopsABombAndKeepsWhatWasBeforeIt) {
    UnpackLimits limits;
    limits.always_bytes = 1U << 20U;
    const auto unpacked = unpack(
        "a.zip", test::zip_of({{"one.txt", "one"}, {"bomb.txt", std::string(30'000'000, ' ')}}), limits);
    EXPECT_EQ(unpacked.fault,
              "unpacks to more than 5 MiB, as a bomb does; if it is none, take its files out by hand");
    EXPECT_THAT(names(unpacked), ElementsAre("one.txt"));
    EXPECT_EQ(files_out(), 1U);
}

TEST_F(Unpack, StopsAtTheNumberOfFiles) {
    Files files;
    for (int i = 0; i < 10; ++i)
        files.emplace_back(std::to_string(i) + ".txt", "x");
    const auto unpacked = unpack("a.zip", test::zip_of(files), UnpackLimits{.files = 4});
    EXPECT_EQ(unpacked.fault, "holds more than 4 files, those after them are not read; split it");
    EXPECT_EQ(unpacked.members.size(), 4U);
    EXPECT_EQ(unpack("b.eml", test::mail_of(files), UnpackLimits{.files = 4}).fault, unpacked.fault);
}

TEST_F(Unpack, KeepsWhatStandsBeforeTheDamageOfAZip) {
    const std::string whole = test::zip_of({{"one.pdf", kPdf}, {"two.pdf", kPdf}, {"three.pdf", kPdf}});
    const auto cut = unpack("cut.zip", whole.substr(0, whole.size() * 4 / 7));
    EXPECT_EQ(cut.fault, "is a damaged zip archive, what stands before the damage is read; send it again");
    EXPECT_THAT(names(cut), ElementsAre("one.pdf"));
}

TEST_F(Unpack, NamesALockedZip) {
    const auto locked = unpack("locked.zip", test::zip_of({{"one.pdf", kPdf}}, "secret"));
    EXPECT_EQ(locked.fault, "holds files with a password; take them out by hand and give them one by one");
    EXPECT_THAT(locked.members, IsEmpty());
}

TEST_F(Unpack, TakesAttachmentsWhateverTheirNamesAreWrittenIn) {
    const auto part = [](const std::string& headers) {
        return test::mail_part("Content-Type: application/pdf\r\nContent-Disposition: attachment; " + headers,
                               kPdf);
    };
    const auto unpacked = unpack(
        "a.eml",
        test::mail_of_parts(
            {"Content-Type: text/plain\r\n\r\nthe text\r\n", part("filename=\"plain.pdf\""),
             part("filename=\"=?utf-8?B?4Lir4LiZ4Lix4LiH4Liq4Li34LitLnBkZg==?=\""),
             part("filename*=utf-8''%E0%B8%AB%E0%B8%99%E0%B8%B1%E0%B8%87%E0%B8%AA%E0%B8%B7%E0%B8%AD2.pdf"),
             part("filename=\"\xCB\xB9\xD1\xA7\xCA\xD7\xCD"
                  "3.pdf\""),
             test::mail_part("Content-Type: application/pdf", kPdf),
             test::mail_part("Content-Type: application/msword; name=\"x.doc\"", "no scan")}));
    EXPECT_EQ(unpacked.fault, "");
    EXPECT_THAT(names(unpacked),
                ElementsAre("plain.pdf", "หนังสือ.pdf", "หนังสือ2.pdf", "หนังสือ3.pdf", "attachment.pdf"));
    for (const Member& member : unpacked.members)
        EXPECT_EQ(test::bytes_of(member.path), kPdf) << member.name;
    EXPECT_THAT(unpacked.left_out, ElementsAre("x.doc"));
}

TEST_F(Unpack, LooksIntoForwardedMessagesAndPassesOverLogos) {
    const std::string logo = test::mail_part(
        "Content-Type: image/png; name=\"logo.png\"\r\nContent-ID: <logo@x>", "\x89PNG\r\n\x1A\n");
    const std::string page =
        test::mail_of_parts({"Content-Type: text/html\r\n\r\n<img src=cid:logo@x>\r\n", logo}, "related");
    const std::string forwarded =
        "Content-Type: message/rfc822\r\n\r\n" + test::mail_of({{"inner.pdf", kPdf}});
    const auto unpacked = unpack(
        "a.eml", test::mail_of_parts({page.substr(page.find("Content-Type")), forwarded}, "alternative"));
    EXPECT_EQ(unpacked.fault, "");
    EXPECT_THAT(names(unpacked), ElementsAre("inner.pdf"));
    EXPECT_THAT(unpacked.left_out, IsEmpty());
}

TEST_F(Unpack, OutlivesAMessageOfTenThousandLevels) {
    std::string deep;
    for (int i = 0; i < 10'000; ++i) {
        const std::string border = "b" + std::to_string(i);
        deep += "Content-Type: multipart/mixed; boundary=\"" + border + "\"\r\n\r\n--" + border + "\r\n";
    }
    const auto unpacked = unpack("deep.eml", "From: a@b\r\n" + deep);
    EXPECT_THAT(unpacked.members, IsEmpty());
}

TEST_F(Unpack, OutlivesRandomDamage) {
    const std::string zip = test::zip_of({{"one.pdf", kPdf}, {"two.txt", "two"}}),
                      mail = test::mail_of({{"a.pdf", kPdf}});
    std::uint32_t seed = 1;
    const auto random = [&] { return seed = seed * 1664525U + 1013904223U; };
    for (int round = 0; round < 60; ++round) {
        std::string bytes = round % 2 == 0 ? zip : mail;
        for (int i = 0; i < 5; ++i)
            bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random() >> 24U);
        const auto unpacked = unpack(round % 2 == 0 ? "a.zip" : "a.eml", bytes);
        EXPECT_LE(unpacked.members.size(), 3U);
    }
}

}  // namespace
}  // namespace saraban
