#pragma once

#include "pipeline/model/obligation.h"
#include "pipeline/sinks/icalendar.h"

#include <string>
#include <vector>

namespace saraban {

/// A calendar collection on a CalDAV server.
struct CaldavServer {
    std::string url;             ///< of the collection: `https://cal.example/clerk/saraban/`
    std::string user, password;  ///< empty: none asked
    bool prune = false;  ///< also remove objects of letters that are not among the obligations' letters
};

/// What was done to the collection.
struct CaldavChanges {
    int created = 0, updated = 0, unchanged = 0, removed = 0;
    std::vector<std::string>
        refused;  ///< one sentence each: what the server did not take, or a person changed
};

/// Makes the collection hold the obligations: PUT of single objects, new ones with If-None-Match, changed
/// ones with If-Match on the ETag just seen, DELETE of those withdrawn from the letters in `letter_ids`.
/// Objects that others put there are not touched; a task that somebody finished stays finished. Throws
/// Error(Unusable) when the server cannot be reached, refuses the login, or the collection is not there and
/// cannot be made.
[[nodiscard]] CaldavChanges write_caldav(const std::vector<Obligation>& obligations,
                                         const std::vector<std::string>& letter_ids,
                                         const CaldavServer& server, const CalendarOptions& options);

}  // namespace saraban
