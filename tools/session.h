#pragma once

#include "pipeline/model/error.h"

#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace saraban {

/// What the subcommands share: where the data is, how to talk, what was asked for. stdout is for data only;
/// talk goes to stderr, as text or, with `--log json`, as one JSON event a line.
class Session {
public:
    /// The command the user asked for; set by its subcommand, run by main.
    std::function<ExitCode()> run;

    /// Adds the options every subcommand knows: --schemas, --model, --log.
    void add_options(CLI::App& app);

    /// A message for people. `event` and `details` are what `--log json` prints beside it.
    void say(const std::string& message, const std::string& event = "message",
             const nlohmann::ordered_json& details = {});
    /// For programs only: nothing where the talk is text.
    void event(const std::string& event, const nlohmann::ordered_json& details);
    [[nodiscard]] bool json_log() const { return log_ == "json"; }

    /// The folder with letters/ and vocabularies/: as given, else of SARABAN_DATA, else installed or built
    /// beside the program. Throws Error(Unusable).
    [[nodiscard]] std::filesystem::path schemas() const;
    /// The recognition model, a .traineddata file, found likewise. Throws Error(Unusable) with how to get
    /// one.
    [[nodiscard]] std::filesystem::path model() const;

private:
    std::filesystem::path schemas_, model_;
    std::string log_ = "text";
};

/// One function a subcommand: adds it to `app`; its callback sets Session::run.
void add_read(CLI::App& app, Session& session);
void add_ingest(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_deadlines(CLI::App& app, Session& session);
void add_eval(CLI::App& app, Session& session);
void add_calibrate(CLI::App& app, Session& session);
void add_doctor(CLI::App& app, Session& session);
void add_rules(CLI::App& app, Session& session);

}  // namespace saraban
