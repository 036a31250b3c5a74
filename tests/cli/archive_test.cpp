#include "pipeline/sinks/record_json.h"
#include "tests/cli/command_line.h"
#include "tests/support/random_letters.h"
#include "tests/support/sample_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

/// The archive through the command: what each subcommand prints, what it refuses, and that nothing is lost
/// when things go wrong.
using namespace saraban;
using test::Folder;
using test::lines;
using test::run_saraban;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

namespace {

namespace fs = std::filesystem;

constexpr const char* kBundle = SARABAN_ROOT "/corpus/letters/003_3f1d791feddcb934.txt";
constexpr const char* kLetter = SARABAN_ROOT "/corpus/letters/002_42be99c79dc8a3fd.txt";
constexpr int kDone = 0, kNeedReview = 1, kUsage = 2, kUnusable = 3;

std::string jsonl(const Record& record) {
    nlohmann::ordered_json json = to_json(record);
    json["text"] = record.text;
    return json.dump() + "\n";
}

/// Made-up letters as `export --format jsonl` writes them.
std::string many(std::uint64_t seed, int count) {
    test::RandomLetters letters(seed);
    std::string out;
    for (int i = 0; i < count; ++i)
        out += jsonl(letters.next());
    return out;
}

/// `ชั้นความลับ` on a line of its own, and a word that stands nowhere else.
Record secret_letter() {
    test::RandomLetters letters(77);
    Record record = letters.next();
    record.secrecy = Text{.value = "ลับมาก"};
    record.subject = Text{.value = "แผนปฏิบัติการกระต่ายเงิน"};
    record.text = "ลับมาก\nเรื่อง แผนปฏิบัติการกระต่ายเงิน\n";
    return record;
}

class ArchiveCommand : public ::testing::Test {
protected:
    [[nodiscard]] std::string dir(const std::string& name = "a") const { return (folder_ / name).string(); }
    test::Run run(std::vector<std::string> arguments, const std::string& archive = "a") {
        arguments.insert(arguments.end(), {"--archive", dir(archive)});
        return run_saraban(arguments);
    }
    test::Run ingest(const std::vector<std::string>& files) {
        std::vector<std::string> arguments{"ingest", "--output", dir("records.jsonl")};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return run(arguments);
    }
    /// What `export --format jsonl` says of an archive.
    std::string exported(const std::string& archive = "a", bool secret = true) {
        std::vector<std::string> arguments{"export", "--format", "jsonl"};
        if (secret) arguments.emplace_back("--include-secret");
        return run(arguments, archive).out;
    }
    std::string import(const std::string& text, const std::string& archive = "a") {
        folder_.write("in.jsonl", text);
        return run({"import", dir("in.jsonl")}, archive).err;
    }
    void expect_sound(const std::string& letters) {
        const test::Run verify = run({"verify"});
        EXPECT_EQ(verify.code, kDone) << verify.out << verify.err;
        EXPECT_THAT(verify.out, Not(HasSubstr("damage")));
        EXPECT_THAT(verify.out, Not(HasSubstr("repaired")));
        if (!letters.empty()) {
            EXPECT_THAT(verify.err, HasSubstr(letters + " letters"));
        }
    }

    Folder folder_;
};

/// Starts the command and does not wait.
pid_t start(const std::vector<std::string>& arguments) {
    std::vector<char*> argv{const_cast<char*>(SARABAN_COMMAND)};
    for (const std::string& a : arguments)
        argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        ::close(stream);
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

int code_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_F(ArchiveCommand, FindsShowsAndFollowsLetters) {
    ingest({kBundle, kLetter});
    const test::Run found = run({"search", "เลขที่:กบ0118ว933"});
    EXPECT_EQ(found.code, kDone);
    ASSERT_FALSE(lines(found.out).empty());
    EXPECT_THAT(lines(found.out)[0], HasSubstr("กบ 0118/ว 933"));
    EXPECT_THAT(found.out, HasSubstr("003_3f1d791feddcb934.txt, page 1"));
    const std::string id = found.out.substr(0, found.out.find(' '));

    const auto json = nlohmann::json::parse(lines(run({"search", "--json", "เลขที่:กบ0118ว933"}).out).at(0));
    EXPECT_EQ(json.at("id"), id);
    EXPECT_EQ(json.at("near"), false);
    EXPECT_FALSE(json.at("marks").empty());

    const test::Run shown = run({"show", id});
    EXPECT_THAT(shown.out, HasSubstr("กบ ๐๑๑๘/ว ๙๓๓"));
    EXPECT_THAT(shown.out, HasSubstr("\nencloses  "));
    EXPECT_EQ(nlohmann::json::parse(run({"show", "--json", id}).out).at("id"), id);
    const auto chain = lines(run({"show", "--chain", id}).out);
    EXPECT_EQ(chain.size(), 3U) << "the district's letter, the province's, the ministry's";
    EXPECT_EQ(std::count_if(chain.begin(), chain.end(), [](const auto& l) { return l[0] == '*'; }), 1);

    EXPECT_THAT(run({"cited"}).out, HasSubstr("cited by"));
    EXPECT_EQ(run({"search", "ไม่มีคำนี้ที่ใดเลยจริงๆ", "--exact"}).err, "no letter found\n");
    const test::Run unknown = run({"show", "ffff"});
    EXPECT_EQ(unknown.code, kUsage);
    EXPECT_EQ(unknown.err, "saraban: ffff: no letter with this id; `saraban search` shows ids\n");
    expect_sound("4");
}

TEST_F(ArchiveCommand, TellsThatALetterCameTwice) {
    std::string again = test::bytes_of(kBundle);
    const std::string number = "กบ ๐๑๑๘/ว ๙๓๓";
    again.replace(again.find(number), number.size(), "กบ ๐๑๗๘/ว ๙๓๓");
    folder_.write("again.txt", again);
    const std::vector<std::string> due{"deadlines", "--json", "--today", "2026-02-12"};
    EXPECT_THAT(ingest({kBundle}).out, Not(HasSubstr("  = ")));
    const std::string before = run(due).out;
    EXPECT_THAT(run({"copies"}).out, IsEmpty());

    const test::Run second = ingest({dir("again.txt"), kLetter});
    ASSERT_EQ(lines(second.out).size(), 4U);
    const auto first_id = nlohmann::json::parse(lines(exported()).at(0)).at("id").get<std::string>();
    EXPECT_THAT(lines(second.out)[0], HasSubstr("  = " + first_id + " (003_3f1d791feddcb934.txt)"));
    EXPECT_THAT(lines(second.out)[3], Not(HasSubstr("  = ")));
    EXPECT_THAT(second.err, testing::ContainsRegex("held before +3\n"));

    EXPECT_EQ(lines(run({"copies"}).out).size(), 3U);
    EXPECT_THAT(run({"show", first_id}).out, HasSubstr("\nsame_as  "));
    const auto record = nlohmann::json::parse(lines(exported()).at(0));
    EXPECT_EQ(record.at("same_as").size(), 1U);
    EXPECT_FALSE(nlohmann::json::parse(lines(exported()).at(6)).contains("same_as"));
    EXPECT_EQ(run(due).out.substr(0, before.size()), before) << "a letter that came twice asks once";
}

TEST_F(ArchiveCommand, NamesAFewOfManyCopies) {
    const std::string letter = test::bytes_of(kLetter);
    std::string five;
    for (int i = 0; i < 5; ++i)
        five += (i == 0 ? "" : "\f") + letter;
    folder_.write("five.txt", five);
    const auto rows = lines(ingest({dir("five.txt")}).out);
    EXPECT_EQ(std::ranges::count_if(rows, [](const auto& r) { return r.ends_with("(five.txt)  and more"); }),
              5);
    EXPECT_THAT(run({"copies"}).out, testing::ContainsRegex("held as( [0-9a-f]{16}-[1-5]){5}"));
}

TEST_F(ArchiveCommand, SaysWhatOtherFilesTellOfADamagedDate) {
    const std::string bundle = test::bytes_of(kBundle), head = "ที่ กบ ๐๐๑๗.๒/ว ๒๖",
                      next = "ที่ มท ๐๒๐๖.๒/ว ส.๕๖";
    const auto begin = bundle.find(head);
    std::string alone = bundle.substr(begin, bundle.find(next) - begin);  // its year is damaged
    folder_.write("mail.txt", alone.replace(0, head.size(), "ที่ กบ ๐๐๑๗.๒/ว ๖๒๖"));
    ingest({dir("mail.txt")});
    auto before = nlohmann::json::parse(lines(exported()).at(0));
    ingest({kBundle});
    auto record = nlohmann::json::parse(lines(exported()).at(0));
    EXPECT_EQ(record.at("date").at("iso"), "2022-02-05");
    EXPECT_EQ(record.at("same_as").size(), 1U);
    record.erase("same_as");
    EXPECT_EQ(record, before) << "what is filed does not change";
    const std::string shown = run({"show", record.at("id").get<std::string>()}).out;
    EXPECT_THAT(shown, HasSubstr("\narchive says  date is 2026-02-05\n"));
    EXPECT_THAT(shown, HasSubstr("citation_date: letter 1 of 003_3f1d791feddcb934.txt cites letter 1 as of "
                                 "2026-02-05, its head reads 2022-02-05"));
    EXPECT_THAT(shown, Not(HasSubstr("archive says  received_stamps")));
}

TEST_F(ArchiveCommand, GivesBackEverythingThroughJsonLines) {
    ingest({kBundle, kLetter});
    import(many(5, 20) + jsonl(secret_letter()));
    const std::string before = exported();
    EXPECT_EQ(lines(before).size(), 25U);
    import(before, "b");
    EXPECT_EQ(exported("b"), before) << "records, texts, pages and runs come back as they were";
    EXPECT_THAT(before, HasSubstr("\"rules_version\":\""));
}

TEST_F(ArchiveCommand, WritesRegisterCalendarXmlAndHocr) {
    ingest({kBundle});
    const test::Run csv = run({"export", "--format", "csv"});
    EXPECT_THAT(csv.out, StartsWith("\xEF\xBB\xBFเลขทะเบียนรับ,วันที่รับ,ที่,ลงวันที่,จาก,ถึง,เรื่อง,การปฏิบัติ"));
    EXPECT_EQ(lines(csv.out).size(), 4U);
    EXPECT_THAT(csv.out, HasSubstr(",กบ 0118/ว 933,11 ก.พ. 2569,"));
    const test::Run calendar = run({"export", "--format", "ics", "--output", dir("due.ics")});
    EXPECT_EQ(calendar.code, kDone) << calendar.err;
    EXPECT_THAT(test::bytes_of(folder_ / "due.ics"), StartsWith("BEGIN:VCALENDAR\r\n"));
    EXPECT_THAT(test::bytes_of(folder_ / "due.ics"), HasSubstr("RRULE:FREQ=MONTHLY;BYMONTHDAY=4"));
    EXPECT_EQ(run({"export", "--format", "ecms", "--output", dir("xml")}).code, kDone);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder_ / "xml")) {
        ++files;
        EXPECT_THAT(test::bytes_of(entry.path()), HasSubstr("<ram:CorrespondenceLetter>"));
    }
    std::size_t addressees = 0;
    for (const auto& line : lines(run({"export"}).out))
        addressees += nlohmann::json::parse(line).at("addressees").size();
    EXPECT_EQ(files, addressees) << "a message each";
    EXPECT_EQ(run({"export", "--format", "hocr", "--output", dir("hocr")}).code, kDone);
    for (const auto& entry : fs::directory_iterator(folder_ / "hocr"))
        EXPECT_THAT(test::bytes_of(entry.path()), HasSubstr("class=\"ocr_line\""));
    EXPECT_EQ(run({"export", "--format", "pdf"}).err,
              "saraban: export --format pdf writes a file for each file; give --output DIRECTORY\n");
    const test::Run text = run({"export", "--format", "pdf", "--output", dir("pdf")});
    EXPECT_EQ(text.code, kNeedReview);
    EXPECT_THAT(text.err, HasSubstr("is plain text: it has no pages to show"));
}

TEST_F(ArchiveCommand, HidesPersonalData) {
    import(many(9, 3));
    test::RandomLetters more(10);
    Record telling = more.next();
    telling.text = "มอบ นางสาวบุญมา ดีงาม ร่วมกับ พ.ต.อ. เกรียงไกร ใจกล้า และนายอำเภอเมือง\nคุณเกรียงไกร ใจกล้า แจ้ง\n";
    import(jsonl(telling), "telling");
    const std::string told = run({"export", "--mask"}, "telling").out;
    for (const auto* name : {"บุญมา", "ดีงาม", "เกรียงไกร", "ใจกล้า"})
        EXPECT_THAT(told, Not(HasSubstr(name))) << "in no field, but in the text";
    EXPECT_THAT(told, HasSubstr("นายอำเภอเมือง")) << "an office is nobody";
    telling.signer->name = "นายปรีชา ส่องทอง";
    telling.issues.push_back({.code = "undecided", .field = "signer.name", .message = "นายปรีชา ตี๋ทอง?"});
    import(jsonl(telling), "readings");
    EXPECT_THAT(run({"export", "--mask"}, "readings").out, Not(HasSubstr("ปรีชา"))) << "nor another reading";
    const test::Run plain = run({"export"}), masked = run({"export", "--mask"});
    const auto signer =
        nlohmann::json::parse(lines(plain.out).at(0)).at("signer").at("name").get<std::string>();
    EXPECT_THAT(plain.out, HasSubstr(signer));
    EXPECT_THAT(masked.out, Not(HasSubstr(signer)));
    EXPECT_THAT(run({"export", "--mask", "--format", "csv"}).out, Not(HasSubstr(signer)));
    EXPECT_EQ(run({"export", "--mask", "--format", "hocr", "--output", dir("h")}).code, kUsage);
}

TEST_F(ArchiveCommand, KeepsSecretLettersBehindTheGate) {
    const Record secret = secret_letter();
    Record citing = secret;
    citing.id = "open-letter-1";
    citing.source.sha256 = std::string(64, 'a');
    citing.secrecy.reset();
    citing.subject = Text{.value = "ส่งรายงาน"};
    citing.text = "เรื่อง ส่งรายงาน\n";
    citing.doc_number->normalized = "มท 0001/1";
    citing.references.push_back({.raw = "อ้างถึง", .cited_number = secret.doc_number});
    import(jsonl(secret) + jsonl(citing));
    const std::string word = "กระต่ายเงิน";
    EXPECT_EQ(run({"search", word}).out, "");
    for (const auto& arguments :
         std::vector<std::vector<std::string>>{{"export"},
                                               {"export", "--format", "csv"},
                                               {"export", "--format", "ics", "--output", dir("x.ics")},
                                               {"export", "--format", "ecms", "--output", dir("x")},
                                               {"export", "--format", "hocr", "--output", dir("x")},
                                               {"export", "--format", "pdf", "--output", dir("x")},
                                               {"show", citing.id},
                                               {"show", citing.id, "--chain"},
                                               {"show", secret.id},
                                               {"show", secret.id, "--json"},
                                               {"show", secret.id, "--chain"},
                                               {"cited"}}) {
        const test::Run asked = run(arguments);
        EXPECT_THAT(asked.out + asked.err, Not(HasSubstr(word))) << arguments[0] << arguments.back();
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "x"))
        if (entry.is_regular_file()) {
            EXPECT_THAT(test::bytes_of(entry.path()), Not(HasSubstr(word))) << entry.path();
        }
    const test::Run shown = run({"show", secret.id});
    EXPECT_EQ(shown.code, kUsage);
    EXPECT_EQ(shown.err,
              "saraban: " + secret.id + ": the letter is, or may be, secret; --include-secret shows it\n");
    EXPECT_THAT(run({"show", citing.id}).out, HasSubstr(secret.id + "  (secret)"));
    EXPECT_THAT(run({"show", secret.id, "--include-secret"}).out, HasSubstr(word));
    EXPECT_THAT(exported(), HasSubstr(word));
}

TEST_F(ArchiveCommand, KeepsPicturesOfPagesButNotOfSecretOnes) {
    folder_.write("scan.pdf", test::pdf_of_picture({}));
    import(many(3, 1));
    auto open = nlohmann::json::parse(lines(exported()).at(0));
    const std::string bytes = test::bytes_of(folder_ / "scan.pdf");
    // What `ingest` would file, without the recogniser: the original comes from another archive.
    const std::string hash = [&] {
        const test::Run sum = run_saraban({"--version"});
        static_cast<void>(sum);
        std::string out;
        FILE* pipe = ::popen(("sha256sum '" + dir("scan.pdf") + "'").c_str(), "r");
        std::array<char, 65> buffer{};
        if (pipe != nullptr && std::fgets(buffer.data(), 65, pipe) != nullptr) out = buffer.data();
        if (pipe != nullptr) ::pclose(pipe);
        return out;
    }();
    fs::create_directories(folder_ / "store" / hash.substr(0, 2));
    fs::copy_file(folder_ / "scan.pdf", folder_ / "store" / hash.substr(0, 2) / (hash + ".pdf"));
    open["source"]["sha256"] = hash;
    open["ocr_pages"] = {{{"page", 1},
                          {"size", {100, 140}},
                          {"dpi", 100},
                          {"engine", {"t", "1", ""}},
                          {"lines", {{{"n", 1}, {"t", "เรื่อง น้ำ"}, {"b", {5, 5, 90, 20}}}}}}};
    folder_.write("one.jsonl", open.dump() + "\n");
    EXPECT_EQ(run({"import", dir("one.jsonl"), "--originals", dir("store")}, "b").code, kDone);
    const fs::path pages = folder_ / "b" / "pages" / hash.substr(0, 2) / hash;
    EXPECT_TRUE(fs::exists(pages / "1.jpg"));
    EXPECT_THAT(test::bytes_of(pages / "searchable.pdf"), StartsWith("%PDF-1.7"));

    fs::remove_all(pages);
    const test::Run verify = run({"verify"}, "b");
    EXPECT_EQ(verify.out, "repaired: pages of " + hash + " were lost and made anew\n");
    EXPECT_TRUE(fs::exists(pages / "searchable.pdf"));

    open["text"] = "ลับ\n" + open["text"].get<std::string>();
    folder_.write("one.jsonl", open.dump() + "\n");
    EXPECT_EQ(run({"import", dir("one.jsonl"), "--originals", dir("store")}, "b").code, kDone);
    EXPECT_FALSE(fs::exists(pages)) << "secret now: its pictures are gone";
    EXPECT_THAT(run({"verify"}, "b").out, IsEmpty());
}

TEST_F(ArchiveCommand, RefusesQueriesItCannotUnderstand) {
    import(many(1, 2));
    std::string long_query;
    for (int i = 0; i < 10000; ++i)
        long_query += "ก";
    const test::Run tooLong = run({"search", long_query});
    EXPECT_EQ(tooLong.code, kUsage);
    EXPECT_EQ(
        tooLong.err,
        "saraban: query: 10000 characters are more than the 1,000 a query may have; use a part of it\n");
    const test::Run open = run({"search", "(ประชุม OR"});
    EXPECT_EQ(open.code, kUsage);
    EXPECT_THAT(open.err, StartsWith("saraban: query: "));
    for (const auto* syntax : {"NEAR(a b", "a AND", "\"open", "x:y", "{a}:b", "a^2", "') --", "*", "-"}) {
        const test::Run odd = run({"search", "--", syntax});
        EXPECT_TRUE(odd.code == kDone || odd.code == kUsage) << syntax << ": " << odd.err;
        EXPECT_THAT(odd.err, Not(HasSubstr("fts5"))) << syntax;
    }
}

TEST_F(ArchiveCommand, SaysWhatIsWrongWithADatabase) {
    const std::string missing =
        dir() + ": no archive here; `saraban ingest --archive " + dir() + " FILE` makes one\n";
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"search", "x"}, {"show", "x"}, {"cited"}, {"verify"}, {"export"}}) {
        const test::Run asked = run(arguments);
        EXPECT_EQ(asked.code, kUnusable) << arguments[0];
        EXPECT_EQ(asked.err, "saraban: " + missing);
    }
    import(many(2, 300));
    {
        std::fstream db(folder_ / "a" / "saraban.db", std::ios::in | std::ios::out | std::ios::binary);
        db.seekp(4096 * 3);
        db << std::string(4096 * 40, '\x5a');
    }
    const test::Run verify = run({"verify"});
    EXPECT_NE(verify.code, kDone);
    EXPECT_THAT(verify.out + verify.err, HasSubstr("saraban.db"));
    const test::Run search = run({"search", "ประชุม"});
    EXPECT_TRUE(search.code == kUnusable || search.code == kDone);
    if (search.code == kUnusable) {
        EXPECT_THAT(search.err, HasSubstr("the originals are safe: restore saraban.db from a backup"));
    }
    folder_.write("a/saraban.db", std::string(9000, 'x'));
    EXPECT_THAT(run({"search", "x"}).err, HasSubstr("file is not a database; the database is damaged; the "
                                                    "originals are safe: restore saraban.db from a backup"));
    EXPECT_THAT(import("not json\n", "c"),
                StartsWith("saraban: " + dir("in.jsonl") + ":1: not a letter of `saraban export`: "));
}

TEST_F(ArchiveCommand, TwoProcessesFileIntoOneArchive) {
    for (int i = 0; i < 12; ++i) {
        const std::string text = test::bytes_of(kLetter) + "\nหนังสือฉบับที่ " + std::to_string(i) + "\n";
        folder_.write((i % 2 == 0 ? "even" : "odd") + std::to_string(i) + ".txt", text);
    }
    std::vector<pid_t> children;
    for (const std::string half : {"even", "odd"}) {
        std::vector<std::string> arguments{"ingest",   "--archive",         dir(), "--jobs", "1",
                                           "--output", dir(half + ".jsonl")};
        for (const auto& entry : fs::directory_iterator(folder_ / ""))
            if (entry.path().filename().string().starts_with(half))
                arguments.push_back(entry.path().string());
        children.push_back(start(arguments));
    }
    for (const pid_t child : children)
        EXPECT_LE(code_of(child), kNeedReview);
    expect_sound("12");
}

TEST_F(ArchiveCommand, SurvivesBeingKilledWhileItFiles) {
    import(many(4, 5));
    folder_.write("more.jsonl", many(6, 900));
    for (int round = 0; round < 4; ++round) {
        const pid_t child = start({"import", dir("more.jsonl"), "--archive", dir()});
        ::usleep(static_cast<useconds_t>(60000 + 150000 * round));
        ::kill(child, SIGKILL);
        static_cast<void>(code_of(child));
        expect_sound("");
        EXPECT_GE(lines(exported()).size(), 5U);
    }
    EXPECT_EQ(run({"import", dir("more.jsonl")}).code, kDone) << "and goes on afterwards";
    expect_sound("905");
}

TEST_F(ArchiveCommand, ReadsAReadOnlyDiskAndLosesNothingOnAFullOne) {
    if (::geteuid() != 0) GTEST_SKIP() << "SKIPPED: only root may mount the small disk this test needs";
    const fs::path disk = folder_ / "disk";
    fs::create_directories(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=3m") != 0)
        GTEST_SKIP() << "SKIPPED: no tmpfs can be mounted here (a container without the right to)";
    const std::string archive = (disk / "a").string();
    const auto on_disk = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--archive", archive});
        return run_saraban(arguments);
    };
    folder_.write("few.jsonl", many(1, 5));
    folder_.write("many.jsonl", many(2, 900));
    EXPECT_EQ(on_disk({"import", dir("few.jsonl")}).code, kDone);
    const test::Run full = on_disk({"import", dir("many.jsonl")});
    EXPECT_EQ(full.code, kUnusable);
    EXPECT_THAT(full.err, HasSubstr("free some space and run again"));
    const test::Run export_full = on_disk({"export", "--output", (disk / "out.jsonl").string()});
    EXPECT_TRUE(export_full.code == kDone || export_full.code == kUnusable);
    const test::Run verify = on_disk({"verify"});
    EXPECT_EQ(verify.code, kDone) << verify.out << verify.err;
    EXPECT_THAT(verify.err, HasSubstr("5 letters"));

    EXPECT_EQ(::mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);
    EXPECT_EQ(lines(on_disk({"export"}).out).size(), 5U) << "reading goes on";
    EXPECT_EQ(on_disk({"search", "หนังสือ"}).code, kDone);
    const test::Run refused = on_disk({"import", dir("few.jsonl")});
    EXPECT_EQ(refused.code, kUnusable);
    EXPECT_THAT(refused.err, HasSubstr("archive cannot be"));
    ::umount(disk.c_str());
}
