#include "pipeline/sinks/archive_store.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>

namespace saraban {
namespace {

constexpr std::size_t kLongestChain = 200;

/// A letter of the graph.
struct Node {
    std::int64_t id = 0, file = 0;
    int order = 0;
    std::optional<std::int64_t> encloses;
    std::string date, sender, addressee;
    Link link;
};

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

/// Number series begin anew each year: the same number of another year is another letter.
bool same_year(std::string_view a, std::string_view b) {
    return a.size() < 4 || b.size() < 4 || a.substr(0, 4) == b.substr(0, 4);
}

class Graph {
public:
    explicit Graph(sqlite::Database& db) : db_(db) {}

    std::optional<Node> find(std::string_view record_id) {
        by_record_id_(record_id);
        return by_record_id_.step() ? std::optional(node_of(by_record_id_)) : std::nullopt;
    }

    Node read(std::int64_t id) {
        by_id_(id).step();
        return node_of(by_id_);
    }

    /// What `letter` encloses, cites and answers, and what does so to it.
    std::vector<std::pair<std::int64_t, std::string>> neighbours(const Node& letter) {
        std::vector<std::pair<std::int64_t, std::string>> out;
        const auto add = [&](std::int64_t id, const std::string& relation) {
            if (id == letter.id) return;
            if (std::none_of(out.begin(), out.end(), [&](const auto& known) { return known.first == id; }))
                out.emplace_back(id, relation);
        };
        if (letter.encloses) add(in_file(letter.file, *letter.encloses), "encloses");
        for (enclosing_(letter.file, letter.order); enclosing_.step();)
            add(enclosing_.integer(0), "enclosed_by");
        for (cites_(letter.id); cites_.step();)
            if (same_year(cites_.text(1), cites_.text(2)))
                add(cites_.integer(0), relation_of(letter, read(cites_.integer(0)), cites_.text(3), false));
        for (cited_by_(letter.id); cited_by_.step();)
            if (same_year(cited_by_.text(1), letter.date))
                add(cited_by_.integer(0),
                    relation_of(read(cited_by_.integer(0)), letter, cited_by_.text(2), true));
        std::erase_if(out, [](const auto& link) { return link.first == 0; });
        return out;
    }

private:
    static Node node_of(const sqlite::Statement& row) {
        Node node{.id = row.integer(0),
                  .file = row.integer(1),
                  .order = static_cast<int>(row.integer(2)),
                  .date = std::string(row.text(4)),
                  .sender = std::string(row.text(6)),
                  .addressee = std::string(row.text(7))};
        if (!row.is_null(3)) node.encloses = row.integer(3);
        node.link = {.id = std::string(row.text(8)), .secret = row.integer(9) != 0};
        if (node.link.secret) return node;
        node.link.number = first_line(row.text(5));
        node.link.date = node.date;
        node.link.subject = std::string(row.text(10));
        node.link.sender = first_line(row.text(6));
        return node;
    }

    std::int64_t in_file(std::int64_t file, std::int64_t order) {
        in_file_(file, order);
        return in_file_.step() ? in_file_.integer(0) : 0;
    }

    /// A letter that cites one in อ้างถึง and is addressed to its sender answers it; one that lists it in
    /// สิ่งที่ส่งมาด้วย encloses it.
    static std::string relation_of(const Node& later, const Node& earlier, std::string_view citation,
                                   bool back) {
        if (citation == "attachment") return back ? "enclosed_by" : "encloses";
        std::string office = earlier.sender.substr(earlier.sender.find('\n') + 1);
        office = first_line(office);
        const bool answers = !office.empty() && later.addressee.find(office) != std::string::npos;
        if (answers) return back ? "answered_by" : "answers";
        return back ? "cited_by" : "cites";
    }

    static std::string select(const std::string& where) {
        return "SELECT letters.id, file, ord, encloses, date, number, sender, addressee, record_id, secret, "
               "subject "
               "FROM letters WHERE " +
               where;
    }

    sqlite::Database& db_;
    sqlite::Statement by_record_id_ = db_.prepare(select("record_id = ?1"));
    sqlite::Statement by_id_ = db_.prepare(select("id = ?1"));
    sqlite::Statement in_file_ = db_.prepare("SELECT id FROM letters WHERE file = ?1 AND ord = ?2");
    sqlite::Statement enclosing_ = db_.prepare("SELECT id FROM letters WHERE file = ?1 AND encloses = ?2");
    sqlite::Statement cites_ = db_.prepare(
        "SELECT letters.id, citations.date, letters.date, relation FROM citations "
        "JOIN numbers USING (number) JOIN letters ON letters.id = numbers.letter "
        "WHERE citations.letter = ?1 ORDER BY citations.id, letters.id");
    sqlite::Statement cited_by_ = db_.prepare(
        "SELECT citations.letter, citations.date, relation FROM numbers JOIN citations USING (number) "
        "WHERE numbers.letter = ?1 ORDER BY citations.letter");
};

Node require(Graph& graph, std::string_view id) {
    auto node = graph.find(id);
    if (!node)
        throw Error(ExitCode::Usage,
                    std::string(id) + ": no letter with this id; `saraban search` shows ids");
    return *node;
}

}  // namespace

std::vector<Link> Archive::links(std::string_view id) {
    Graph graph(store_->db);
    std::vector<Link> out;
    for (const auto& [neighbour, relation] : graph.neighbours(require(graph, id))) {
        out.push_back(graph.read(neighbour).link);
        out.back().relation = relation;
    }
    return out;
}

std::vector<Link> Archive::chain(std::string_view id) {
    Graph graph(store_->db);
    std::vector<Node> found{require(graph, id)};
    std::set<std::int64_t> seen{found.front().id};
    for (std::size_t i = 0; i < found.size() && found.size() < kLongestChain; ++i)
        for (const auto& [neighbour, relation] : graph.neighbours(found[i]))
            if (seen.insert(neighbour).second) {
                found.push_back(graph.read(neighbour));
                found.back().link.relation = relation;
            }
    std::stable_sort(found.begin(), found.end(),
                     [](const Node& a, const Node& b) { return a.date < b.date; });
    std::vector<Link> out;
    for (auto& node : found)
        out.push_back(std::move(node.link));
    return out;
}

std::vector<Missing> Archive::cited_not_held() {
    auto rows = store_->db.prepare(
        "SELECT citations.number, coalesce(citations.date, ''), record_id FROM citations "
        "JOIN letters ON letters.id = citations.letter "
        "WHERE NOT letters.secret AND NOT EXISTS ("
        "  SELECT 1 FROM numbers JOIN letters AS held ON held.id = numbers.letter "
        "  WHERE numbers.number = citations.number AND (held.date IS NULL OR citations.date IS NULL "
        "    OR substr(held.date, 1, 4) = substr(citations.date, 1, 4))) "
        "ORDER BY citations.number, 2, record_id");
    std::vector<Missing> out;
    while (rows.step()) {
        if (out.empty() || out.back().number != rows.text(0) || out.back().date != rows.text(1))
            out.push_back({.number = std::string(rows.text(0)), .date = std::string(rows.text(1))});
        out.back().cited_by.emplace_back(rows.text(2));
    }
    return out;
}

}  // namespace saraban
