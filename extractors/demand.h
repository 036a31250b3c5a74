#pragma once

#include "extractors/found.h"
#include "pipeline/model/record.h"

#include <optional>
#include <string_view>
#include <vector>

/// The asking part of a letter's body (ประสงค์): what is asked of the addressee, numbered or in prose.
namespace saraban {

/// A part of a body in which the sender asks the addressee to do something.
struct Request {
    std::string_view opener;  ///< `จึงขอให้`, `โปรด`; empty for a form's bare `ส่ง…`
    std::string_view text;  ///< behind the opener, to the end of the request
    bool numbered = false;  ///< an item of a numbered list; then `opener` is its marker: `๑.`, `- ๒.`
};

/// The requests of a body, in order, not overlapping; what is told (เหตุ) and what others were asked is none.
[[nodiscard]] std::vector<Request> find_requests(std::string_view body);

/// What the addressee is asked to do, one action a numbered item or prose demand. The text views into `body`;
/// it has no marker and ends before จึงเรียนมาเพื่อ.
[[nodiscard]] std::vector<Found<Action>> find_actions(std::string_view body);

/// Position of the first verb a duty can begin with (รายงาน, จัดส่ง, แจ้ง ...) that stands where a word can
/// begin: at `from`, behind a blank, or behind และ, แล้ว.
[[nodiscard]] std::optional<std::size_t> find_duty_verb(std::string_view text, std::size_t from);
/// A verb of duty stands at `at`; its length in bytes.
[[nodiscard]] std::size_t duty_verb_length(std::string_view text, std::size_t at);
/// The verb is one of telling (รายงาน, ส่ง, แจ้ง ...): what such a duty asks for goes to somebody.
[[nodiscard]] bool tells(std::string_view text);

}  // namespace saraban
