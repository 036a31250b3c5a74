#include "pipeline/sinks/caldav.h"

#include "pipeline/model/error.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>

#include <curl/curl.h>

namespace saraban {
namespace {

/// Objects of ours are called so; what else lies in the collection is not ours.
constexpr std::string_view kPrefix = "saraban-";
constexpr std::string_view kSuffix = ".ics";
constexpr long kTimeout = 30;  // seconds

struct Answer {
    long status = 0;
    std::string body, etag;
};

std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(data, size * count);
    return size * count;
}

std::size_t take_header(const char* data, std::size_t size, std::size_t count, void* to) {
    std::string line(data, size * count);
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return size * count;
    std::string name = line.substr(0, colon);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
    const std::size_t end = line.find_last_not_of(" \t\r\n");
    if (name == "etag" && begin != std::string::npos)
        *static_cast<std::string*>(to) = line.substr(begin, end - begin + 1);
    return size * count;
}

/// One connection to one server.
class Client {
public:
    explicit Client(const CaldavServer& server) : server_(server), curl_(curl_easy_init()) {
        if (!curl_) throw Error(ExitCode::Unusable, "libcurl cannot start");
    }

    Answer send(const std::string& method, const std::string& url, const std::vector<std::string>& headers,
                const std::string& body = {}) {
        CURL* curl = curl_.get();
        Answer answer;
        std::unique_ptr<curl_slist, void (*)(curl_slist*)> list(nullptr, curl_slist_free_all);
        for (const std::string& header : headers)
            list.reset(curl_slist_append(list.release(), header.c_str()));
        curl_easy_reset(curl);
        curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, kTimeout);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        if (!body.empty()) {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
        }
        if (!server_.user.empty()) {
            curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
            curl_easy_setopt(curl, CURLOPT_PASSWORD, server_.password.c_str());
        }
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
        curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.etag);
        const CURLcode code = curl_easy_perform(curl);
        if (code != CURLE_OK)
            throw Error(ExitCode::Unusable,
                        url + ": " + curl_easy_strerror(code) + "; is the address right and the server up?");
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
        if (answer.status == 401 || answer.status == 403)
            throw Error(ExitCode::Unusable, url + ": the server refuses access (" +
                                                std::to_string(answer.status) + "); check user and password");
        return answer;
    }

private:
    struct Close {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    };
    const CaldavServer& server_;
    std::unique_ptr<CURL, Close> curl_;
};

std::string with_slash(std::string url) {
    if (url.empty() || url.back() != '/') url += '/';
    return url;
}

std::string object_name(const std::string& uid) {
    return std::string(kPrefix) + uid.substr(0, uid.find('@')) + std::string(kSuffix);
}

/// Names of our objects in the answer to PROPFIND: the last part of each href.
std::vector<std::string> our_names(const std::string& xml) {
    std::vector<std::string> names;
    for (std::size_t at = xml.find(kPrefix); at != std::string::npos; at = xml.find(kPrefix, at + 1)) {
        const std::size_t end = xml.find(kSuffix, at);
        if (end == std::string::npos) break;
        const std::string name = xml.substr(at, end + kSuffix.size() - at);
        const bool plain = name.find_first_of("<>/\"") == std::string::npos;
        if (plain && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

/// The value of a property of a calendar, unfolded; good enough for our own single-line values.
std::optional<std::string> value_of(const std::string& calendar, const std::string& property) {
    std::string text;
    for (std::size_t i = 0; i < calendar.size(); ++i) {
        if (calendar[i] == '\r') continue;
        if (calendar[i] == '\n' && i + 1 < calendar.size() &&
            (calendar[i + 1] == ' ' || calendar[i + 1] == '\t')) {
            ++i;
            continue;
        }
        text += calendar[i];
    }
    const std::size_t at = text.find("\n" + property + ":");
    if (at == std::string::npos) return std::nullopt;
    const std::size_t begin = at + property.size() + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
}

class Mirror {
public:
    Mirror(const CaldavServer& server, const CalendarOptions& options)
        : server_(server), options_(options), client_(server), base_(with_slash(server.url)) {}

    CaldavChanges run(const std::vector<Obligation>& obligations,
                      const std::vector<std::string>& letter_ids) {
        std::vector<std::string> there = list();
        for (const Obligation& obligation : obligations) {
            if (!is_for_calendar(obligation)) continue;
            for (const Obligation& part : calendar_parts(obligation)) {
                put(part);
                std::erase(there, object_name(part.uid));
            }
        }
        for (const std::string& name : there)
            remove(name, letter_ids);
        return changes_;
    }

private:
    std::vector<std::string> list() {
        const std::vector<std::string> headers{"Depth: 1", "Content-Type: application/xml; charset=utf-8"};
        const std::string ask =
            R"(<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>)";
        Answer answer = client_.send("PROPFIND", base_, headers, ask);
        if (answer.status == 404) {
            make();
            answer = client_.send("PROPFIND", base_, headers, ask);
        }
        if (answer.status != 207)
            throw Error(ExitCode::Unusable, base_ + ": no calendar collection (answer " +
                                                std::to_string(answer.status) + " to PROPFIND)");
        return our_names(answer.body);
    }

    void make() {
        const Answer answer = client_.send("MKCALENDAR", base_, {});
        if (answer.status != 201)
            throw Error(ExitCode::Unusable,
                        base_ + ": the collection is not there and cannot be made (answer " +
                            std::to_string(answer.status) + "); make it in the server first");
    }

    void put(const Obligation& obligation) {
        const std::string url = base_ + object_name(obligation.uid);
        const Answer seen = client_.send("GET", url, {});
        if (seen.status != 200) {
            const Answer answer =
                write(url, to_calendar_object(obligation, options_, ""), "If-None-Match: *");
            count(answer, obligation, changes_.created);
            return;
        }
        if (value_of(seen.body, "STATUS") == "COMPLETED") {
            ++changes_.unchanged;
            return;
        }
        const std::string wanted = to_calendar_object(obligation, options_, seen.body);
        if (same(wanted, seen.body)) {
            ++changes_.unchanged;
            return;
        }
        count(write(url, wanted, "If-Match: " + seen.etag), obligation, changes_.updated);
    }

    /// Servers may write a calendar anew; SEQUENCE tells whether ours is newer.
    static bool same(const std::string& wanted, const std::string& seen) {
        return value_of(wanted, "SEQUENCE") == value_of(seen, "SEQUENCE");
    }

    Answer write(const std::string& url, const std::string& text, const std::string& condition) {
        return client_.send("PUT", url, {"Content-Type: text/calendar; charset=utf-8", condition}, text);
    }

    void count(const Answer& answer, const Obligation& obligation, int& counter) {
        if (answer.status / 100 == 2) {
            ++counter;
            return;
        }
        const std::string why = answer.status == 412 ? "somebody changed it in the meantime; run again"
                                                     : "answer " + std::to_string(answer.status);
        changes_.refused.push_back(obligation.what + ": " + why);
    }

    void remove(const std::string& name, const std::vector<std::string>& letter_ids) {
        const std::string url = base_ + name;
        const Answer seen = client_.send("GET", url, {});
        if (seen.status != 200) return;
        const auto letter = value_of(seen.body, "X-SARABAN-LETTER");
        const bool known = letter && std::ranges::find(letter_ids, *letter) != letter_ids.end();
        if (!known && !server_.prune) return;
        const Answer answer = client_.send("DELETE", url, {"If-Match: " + seen.etag});
        if (answer.status / 100 == 2)
            ++changes_.removed;
        else
            changes_.refused.push_back(name + ": could not be removed, answer " +
                                       std::to_string(answer.status));
    }

    const CaldavServer& server_;
    const CalendarOptions& options_;
    Client client_;
    std::string base_;
    CaldavChanges changes_;
};

}  // namespace

CaldavChanges write_caldav(const std::vector<Obligation>& obligations,
                           const std::vector<std::string>& letter_ids, const CaldavServer& server,
                           const CalendarOptions& options) {
    return Mirror(server, options).run(obligations, letter_ids);
}

}  // namespace saraban
