#pragma once

#include "pipeline/model/record.h"
#include "pipeline/text/fold.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saraban {

/// A file of ARCHIVE/pages, `1.jpg` or `searchable.pdf`, and where its bytes are now; it is moved from there.
struct View {
    std::string name;
    std::filesystem::path file;
};

/// Letters of a file, visited one by one in their order: a file may have thousands.
struct FurtherLetters {
    using Visit = std::function<void(const Record&)>;
    std::size_t count = 0;
    std::function<void(const Visit&)> for_each;
    EngineInfo engine;    ///< that read the first
    bool secret = false;  ///< one of them is (secrecy.h)
};

/// What is filed together: a file, its pages as they were read, and its letters.
struct Filing {
    SourceFile source;
    std::filesystem::path original;  ///< the bytes to keep; empty: there are none (import)
    std::vector<OcrPage> pages;      ///< with boxes; may be empty for text
    /// Pages that are not among `pages`, asked for one by one: a file may have thousands. Null: there are
    /// none.
    std::function<std::optional<OcrPage>(int page)> further_page;
    std::filesystem::path stage;  ///< where files are until they are whole; empty: beside where they go
    std::vector<View> views;      ///< for people; left out where a letter is secret
    std::vector<Record> records;
    std::optional<FurtherLetters> further_letters;  ///< those that are not among `records`
    std::string rules_version;
    bool include_secret = false;  ///< index secret letters too
};

/// Where a word of the query stands.
struct Snippet {
    std::string text;                                        ///< a part of the letter, one line
    std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< bytes [begin, end) of text
    int page = 0;                                            ///< of the first mark; 0: unknown
    std::optional<Box> box;                                  ///< of the first mark, source pixels
};

struct Hit {
    std::string id;  ///< Record::id
    std::string path, number, date, subject, sender;
    double score = 0;   ///< greater is better; comparable within words and within near matches
    bool near = false;  ///< found by trigrams: its words may be misread or written otherwise
    Snippet snippet;
};

struct SearchOptions {
    std::size_t limit = 20;
    bool newest_first = false;
    bool near = true;             ///< answer from trigrams when words find little
    std::size_t long_list = 500;  ///< words in more letters than this are common: search avoids their lists
};

/// A letter beside another one. `relation`: `same_as` (another copy), `encloses`, `enclosed_by`, `cites`,
/// `cited_by`, `answers`, `answered_by`.
struct Link {
    std::string relation, id, number, date, subject, sender;
    std::string path;     ///< of its file
    bool secret = false;  ///< then only its id is told
    bool operator==(const Link&) const = default;
};

/// A letter that others cite and the archive does not hold.
struct Missing {
    std::string number, date;           ///< date may be empty
    std::vector<std::string> cited_by;  ///< ids
};

/// What verify() found; empty lists: all is well.
struct Health {
    std::size_t files = 0, letters = 0;
    std::vector<std::string> damage;    ///< lost or changed originals, broken rows: a person must act
    std::vector<std::string> orphans;   ///< originals and pages that no row knows; they do no harm
    std::vector<std::string> repaired;  ///< what was put right
    std::vector<std::string> unviewed;  ///< hashes of files whose views are lost: keep_views() puts them back
};

/// A letter as it is kept.
struct StoredLetter {
    Record record;
    bool secret = false;
};

/// A file as it is kept.
struct StoredFile {
    SourceFile source;
    EngineInfo engine;
    std::string rules_version;
    bool secret = false;             ///< a letter of it is
    std::filesystem::path original;  ///< empty: none is kept
};

/// The archive on disk: ARCHIVE/originals (by content, never changed), ARCHIVE/pages, ARCHIVE/saraban.db.
/// Nothing in this header tells how the store works, so that another one can take its place.
///
/// Several processes may read and write at once; one object is not for two threads at once. Every failure is
/// an Error(Unusable), or Error(Usage) for a query that cannot be understood, and leaves the archive whole.
class Archive {
public:
    enum class Mode { Read, Write };

    /// Mode::Write makes the archive if it is not there; Mode::Read also works where nothing can be written.
    /// `abbreviations` go into a new archive; an old one keeps its own until verify() is given others.
    Archive(const std::filesystem::path& directory, Mode mode,
            const std::vector<Abbreviation>& abbreviations);
    ~Archive();
    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;

    /// All or nothing: one transaction. A file that is held already is replaced. `jobs` threads prepare.
    void add(std::span<const Filing> filings, int jobs = 1);
    void add(const Filing& filing) { add(std::span(&filing, 1)); }
    /// Joins the parts of the index, all of them if this object filed much of the archive: searches are then
    /// two to three times as fast. Where that cannot be done (a full disk) they stay as they are.
    void settle();
    /// True if a file with these bytes was filed.
    [[nodiscard]] bool holds(std::string_view sha256);

    [[nodiscard]] std::vector<Hit> search(std::string_view query, const SearchOptions& options = {});

    /// By id, or by the beginning of one if that is unique.
    [[nodiscard]] std::optional<StoredLetter> find(std::string_view id);
    /// The letters of the file with this hash, in its order.
    [[nodiscard]] std::vector<StoredLetter> letters_of(std::string_view sha256);
    [[nodiscard]] std::size_t count();
    /// All letters in the order they were filed.
    void for_each(const std::function<void(const StoredLetter&)>& visit);
    /// Pages of the file with this hash, as read.
    [[nodiscard]] std::vector<OcrPage> pages(std::string_view sha256);
    /// Where the original of this file is; empty if none is kept.
    [[nodiscard]] std::filesystem::path original(std::string_view sha256);
    /// Where its pictures and its searchable PDF are; empty if there are none.
    [[nodiscard]] std::filesystem::path views(std::string_view sha256);
    /// The file, by its hash.
    [[nodiscard]] std::optional<StoredFile> file(std::string_view sha256);
    /// Puts views in place of those that are there. REQUIRES: the file is held and not secret.
    void keep_views(const std::string& sha256, const std::vector<View>& views);

    /// Links are found anew each time, within OCR's damage (same_letter.h); what is filed does not change
    /// when other letters come.
    [[nodiscard]] std::vector<Link> links(std::string_view id);
    /// The letter and all that it is linked with, however far, by date.
    [[nodiscard]] std::vector<Link> chain(std::string_view id);
    [[nodiscard]] std::vector<Missing> cited_not_held();
    /// Other copies of this letter, at most so many: another scan, or another way it came.
    [[nodiscard]] std::vector<Link> copies_of(std::string_view id, std::size_t most);
    /// Every letter that is held more than once: its copies in the order their files came.
    [[nodiscard]] std::vector<std::vector<Link>> copies();

    /// Hashes every original again, looks for orphans and for drift between letters and index; rebuilds an
    /// index that drifted, or whose abbreviations are not these.
    [[nodiscard]] Health verify(const std::vector<Abbreviation>& abbreviations);

    /// The database may not grow over this many bytes; what would make it is refused as on a full disk.
    void limit_size(std::int64_t bytes);
    /// Keeps at most so much of the database in memory: less than is best for an archive of a million.
    void limit_memory(std::int64_t bytes);

    struct Store;

private:
    std::unique_ptr<Store> store_;
};

}  // namespace saraban
