#include "pipeline/sinks/archive_nodes.h"

#include "pipeline/model/number_parts.h"

#include <algorithm>
#include <set>

namespace saraban {
namespace {

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

Node node_of(const sqlite::Statement& row) {
    Node node{.id = row.integer(0),
              .file = row.integer(1),
              .order = static_cast<int>(row.integer(2)),
              .name = {.number = first_line(row.text(5)), .date = std::string(row.text(4))},
              .subject = std::string(row.text(10)),
              .sender = std::string(row.text(6)),
              .addressee = std::string(row.text(7))};
    if (!row.is_null(3)) node.encloses = row.integer(3);
    node.link = {.id = std::string(row.text(8)), .secret = row.integer(9) != 0};
    if (node.link.secret) return node;
    node.link.number = node.name.number;
    node.link.date = node.name.date;
    node.link.subject = node.subject;
    node.link.sender = first_line(node.sender);
    node.link.path = std::string(row.text(11));
    return node;
}

std::vector<std::int64_t> ids_of(sqlite::Statement& rows) {
    std::vector<std::int64_t> out;
    while (rows.step())
        out.push_back(rows.integer(0));
    rows.reset();
    return out;
}

void add_citations(sqlite::Statement& rows, std::vector<CitedAt>& out) {
    while (rows.step()) {
        if (std::ranges::find(out, rows.integer(0), &CitedAt::id) != out.end()) continue;
        out.push_back({.id = rows.integer(0),
                       .letter = rows.integer(1),
                       .cited = {.number = std::string(rows.text(2)), .date = std::string(rows.text(3))},
                       .relation = std::string(rows.text(4))});
    }
    rows.reset();
}

/// Canonical numbers of one agency stand between `มท ` and `มท!`.
struct Range {
    std::string from, to;
};
std::optional<Range> of_agency(std::string_view number) {
    const std::string prefix(parts_of_number(number).prefix);
    if (prefix.empty() || prefix == number) return std::nullopt;
    return Range{prefix + ' ', prefix + '!'};
}

}  // namespace

std::optional<Node> Nodes::find(std::string_view record_id) {
    by_record_id_(record_id);
    return by_record_id_.step() ? std::optional(node_of(by_record_id_)) : std::nullopt;
}

Node Nodes::read(std::int64_t id) {
    by_id_(id).step();
    return node_of(by_id_);
}

std::int64_t Nodes::in_file(std::int64_t file, std::int64_t order) {
    in_file_(file, order);
    return in_file_.step() ? in_file_.integer(0) : 0;
}

std::vector<std::int64_t> Nodes::enclosing(const Node& letter) {
    return ids_of(enclosing_(letter.file, letter.order));
}

std::vector<std::int64_t> Nodes::of_number(std::string_view number) {
    return ids_of(by_number_(number));
}

std::vector<std::int64_t> Nodes::of_day(const LetterName& name) {
    const auto agency = of_agency(name.number);
    if (!agency || name.date.empty()) return {};
    return ids_of(by_day_(name.date, agency->from, agency->to));
}

std::vector<CitedAt> Nodes::citations_of(std::int64_t letter) {
    std::vector<CitedAt> out;
    add_citations(citations_(letter), out);
    return out;
}

std::vector<CitedAt> Nodes::citations_like(const Node& letter) {
    std::vector<CitedAt> out;
    std::vector<std::string> numbers;
    for (numbers_(letter.id); numbers_.step();)
        numbers.emplace_back(numbers_.text(0));
    for (const std::string& number : numbers)
        add_citations(cited_number_(number), out);
    const auto agency = of_agency(letter.name.number);
    if (agency && !letter.name.date.empty())
        add_citations(cited_day_(letter.name.date, agency->from, agency->to), out);
    return out;
}

bool Nodes::is_alike(std::int64_t letter, std::string_view subject) {
    return are_alike(read(letter).subject, subject);
}

std::vector<std::int64_t> Nodes::cited(const CitedAt& citation) {
    std::vector<std::int64_t> out;
    for (const std::int64_t id : of_number(citation.cited.number)) {
        const Node held = read(id);
        const LetterName name{citation.cited.number, held.name.date};  // it may be known by two numbers
        if (id != citation.letter && is_cited(citation.cited, name, is_alike(citation.letter, held.subject)))
            out.push_back(id);
    }
    if (!out.empty()) return out;
    for (const std::int64_t id : of_day(citation.cited)) {
        const Node held = read(id);
        if (id == citation.letter ||
            !is_cited(citation.cited, held.name, is_alike(citation.letter, held.subject)))
            continue;
        if (!out.empty() && read(out.front()).name != held.name) return {};
        out.push_back(id);
    }
    return out;
}

std::vector<std::int64_t> Nodes::copies(const Node& letter, std::size_t most) {
    std::set<std::int64_t> seen{letter.id};
    std::vector<std::int64_t> out;
    std::optional<Record> own;
    for (const std::vector<std::int64_t>& near : {of_number(letter.name.number), of_day(letter.name)})
        for (const std::int64_t id : near) {
            if (out.size() == most) return out;
            if (!seen.insert(id).second) continue;
            const LetterName other = read(id).name;
            const Likeness number = match_numbers(letter.name.number, other.number);
            if (number != Likeness::Same && number != Likeness::Damaged) continue;
            if (!own) own = record(letter.id);
            if (is_same_letter(*own, record(id))) out.push_back(id);
        }
    return out;
}

Record Nodes::record(std::int64_t id) {
    record_(id).step();
    Record out = stored_letter(record_).record;
    record_.reset();
    return out;
}

}  // namespace saraban
