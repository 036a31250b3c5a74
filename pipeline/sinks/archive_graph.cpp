#include "pipeline/sinks/archive_nodes.h"

#include <algorithm>
#include <map>
#include <set>

namespace saraban {
namespace {

constexpr std::size_t kLongestChain = 200;

/// A neighbour and what it is to the letter.
using Neighbour = std::pair<std::int64_t, std::string>;

/// A letter that cites one in อ้างถึง and is addressed to its sender answers it; one that lists it in
/// สิ่งที่ส่งมาด้วย encloses it.
std::string relation_of(const Node& later, const Node& earlier, std::string_view citation, bool back) {
    if (citation == "attachment") return back ? "enclosed_by" : "encloses";
    std::string office = earlier.sender.substr(earlier.sender.find('\n') + 1);
    office = office.substr(0, office.find('\n'));
    const bool answers = !office.empty() && later.addressee.find(office) != std::string::npos;
    if (answers) return back ? "answered_by" : "answers";
    return back ? "cited_by" : "cites";
}

/// What `letter` encloses, cites and answers, what does so to it, and its other copies.
std::vector<Neighbour> neighbours(Nodes& nodes, const Node& letter) {
    std::vector<Neighbour> out;
    const auto add = [&](std::int64_t id, const std::string& relation) {
        if (id == letter.id || id == 0) return;
        if (std::ranges::find(out, id, &Neighbour::first) == out.end()) out.emplace_back(id, relation);
    };
    for (const std::int64_t id : nodes.copies(letter))
        add(id, "same_as");
    if (letter.encloses) add(nodes.in_file(letter.file, *letter.encloses), "encloses");
    for (const std::int64_t id : nodes.enclosing(letter))
        add(id, "enclosed_by");
    for (const CitedAt& citation : nodes.citations_of(letter.id))
        for (const std::int64_t id : nodes.cited(citation))
            add(id, relation_of(letter, nodes.read(id), citation.relation, false));
    for (const CitedAt& citation : nodes.citations_like(letter))
        if (std::ranges::count(nodes.cited(citation), letter.id) > 0)
            add(citation.letter, relation_of(nodes.read(citation.letter), letter, citation.relation, true));
    return out;
}

Node require(Nodes& nodes, std::string_view id) {
    auto node = nodes.find(id);
    if (!node)
        throw Error(ExitCode::Usage,
                    std::string(id) + ": no letter with this id; `saraban search` shows ids");
    return *node;
}

/// Sets that grow together.
class Groups {
public:
    [[nodiscard]] std::int64_t root(std::int64_t id) {
        while (parent_.contains(id) && parent_[id] != id)
            id = parent_[id];
        return id;
    }
    /// The smaller id stands for both.
    void join(std::int64_t a, std::int64_t b) {
        a = root(a), b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
        parent_.emplace(std::min(a, b), std::min(a, b));
    }
    [[nodiscard]] std::map<std::int64_t, std::vector<std::int64_t>> all() {
        std::map<std::int64_t, std::vector<std::int64_t>> out;
        for (const auto& [id, unused] : parent_)
            out[root(id)].push_back(id);
        return out;
    }

private:
    std::map<std::int64_t, std::int64_t> parent_;
};

struct Pair {
    std::int64_t a = 0, b = 0;
    auto operator<=>(const Pair&) const = default;
};

/// Letters with one number, and letters of one agency and day whose numbers are within OCR's damage.
std::set<Pair> near_pairs(sqlite::Database& db) {
    std::set<Pair> out;
    auto same = db.prepare(
        "SELECT a.letter, b.letter FROM numbers AS a JOIN numbers AS b "
        "ON a.number = b.number AND a.letter < b.letter");
    while (same.step())
        out.insert({same.integer(0), same.integer(1)});
    auto rows =
        db.prepare("SELECT id, date, number FROM letters WHERE date IS NOT NULL ORDER BY date, number");
    std::vector<std::pair<std::int64_t, std::string>> day;
    std::string date;
    const auto close = [&] {
        for (std::size_t i = 0; i < day.size(); ++i)
            for (std::size_t k = i + 1; k < day.size(); ++k)
                if (match_numbers(day[i].second, day[k].second) == Likeness::Damaged)
                    out.insert({std::min(day[i].first, day[k].first), std::max(day[i].first, day[k].first)});
        day.clear();
    };
    while (rows.step()) {
        if (rows.text(1) != date) close(), date = rows.text(1);
        day.emplace_back(rows.integer(0), rows.text(2).substr(0, rows.text(2).find('\n')));
    }
    close();
    return out;
}

}  // namespace

std::vector<Link> Archive::links(std::string_view id) {
    Nodes nodes(store_->db);
    std::vector<Link> out;
    for (const auto& [neighbour, relation] : neighbours(nodes, require(nodes, id))) {
        out.push_back(nodes.read(neighbour).link);
        out.back().relation = relation;
    }
    return out;
}

std::vector<Link> Archive::chain(std::string_view id) {
    Nodes nodes(store_->db);
    std::vector<Node> found{require(nodes, id)};
    std::set<std::int64_t> seen{found.front().id};
    for (std::size_t i = 0; i < found.size() && found.size() < kLongestChain; ++i)
        for (const auto& [neighbour, relation] : neighbours(nodes, Node(found[i])))
            if (seen.insert(neighbour).second) {
                found.push_back(nodes.read(neighbour));
                found.back().link.relation = relation;
            }
    std::stable_sort(found.begin(), found.end(),
                     [](const Node& a, const Node& b) { return a.name.date < b.name.date; });
    std::vector<Link> out;
    for (auto& node : found)
        out.push_back(std::move(node.link));
    return out;
}

std::vector<Missing> Archive::cited_not_held() {
    auto rows = store_->db.prepare(
        "SELECT citations.number, coalesce(citations.date, ''), record_id, citations.id, letter, relation "
        "FROM citations JOIN letters ON letters.id = citations.letter "
        "WHERE NOT letters.secret AND NOT EXISTS ("
        "  SELECT 1 FROM numbers JOIN letters AS held ON held.id = numbers.letter "
        "  WHERE numbers.number = citations.number AND (held.date IS NULL OR citations.date IS NULL "
        "    OR substr(held.date, 1, 4) = substr(citations.date, 1, 4))) "
        "ORDER BY citations.number, 2, record_id");
    Nodes nodes(store_->db);
    std::vector<Missing> out;
    while (rows.step()) {
        const CitedAt citation{
            .id = rows.integer(3),
            .letter = rows.integer(4),
            .cited = {.number = std::string(rows.text(0)), .date = std::string(rows.text(1))},
            .relation = std::string(rows.text(5))};
        if (!nodes.cited(citation).empty()) continue;
        if (out.empty() || out.back().number != rows.text(0) || out.back().date != rows.text(1))
            out.push_back({.number = citation.cited.number, .date = citation.cited.date});
        out.back().cited_by.emplace_back(rows.text(2));
    }
    return out;
}

std::vector<Link> Archive::copies_of(std::string_view id, std::size_t most) {
    Nodes nodes(store_->db);
    std::vector<Link> out;
    for (const std::int64_t copy : nodes.copies(require(nodes, id), most)) {
        out.push_back(nodes.read(copy).link);
        out.back().relation = "same_as";
    }
    return out;
}

std::vector<std::vector<Link>> Archive::copies() {
    Nodes nodes(store_->db);
    Groups groups;
    for (const Pair& pair : near_pairs(store_->db))
        if (groups.root(pair.a) != groups.root(pair.b) &&
            is_same_letter(nodes.record(pair.a), nodes.record(pair.b)))
            groups.join(pair.a, pair.b);
    std::vector<std::vector<Link>> out;
    for (const auto& [root, ids] : groups.all()) {
        std::vector<Node> letters;
        for (const std::int64_t id : ids)
            letters.push_back(nodes.read(id));
        // A file that is read again keeps its id, its letters do not.
        std::ranges::sort(letters, {}, [](const Node& n) { return std::pair(n.file, n.order); });
        out.emplace_back();
        for (Node& letter : letters)
            out.back().push_back(std::move(letter.link));
    }
    return out;
}

}  // namespace saraban
