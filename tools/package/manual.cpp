#include "tools/command.h"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <string_view>

/// manual man|bash: the manual page, or the completion for bash, made from the command line itself.
namespace {

using namespace saraban;
using CommandList = std::vector<const CLI::App*>;
using OptionList = std::vector<const CLI::Option*>;

CommandList commands_of(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

OptionList options_of(const CLI::App& app) {
    OptionList all = app.get_options([](const CLI::Option* option) { return option->nonpositional(); });
    std::erase_if(all, [](const CLI::Option* option) { return option->get_lnames().front() == "help"; });
    return all;
}

bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_max() > 0;
}

/// `text json` of an option that takes one of them; empty for others.
std::string choices_of(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    const auto begin = type.find('{'), end = type.find('}');
    if (begin == std::string::npos || end == std::string::npos) return "";
    std::string out = type.substr(begin + 1, end - begin - 1);
    std::ranges::replace(out, ',', ' ');
    return out;
}

/// Text for roff: its own signs, and a point or quote at the beginning of a line, are no commands.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return !out.empty() && (out[0] == '.' || out[0] == '\'') ? "\\&" + out : out;
}

std::string value_of(const CLI::Option& option) {
    std::string choices = choices_of(option);
    std::ranges::replace(choices, ' ', '|');
    return choices.empty() ? "VALUE" : choices;
}

void write_option(const CLI::Option& option) {
    std::cout << ".TP\n.B ";
    for (std::size_t i = 0; i < option.get_lnames().size(); ++i)
        std::cout << (i > 0 ? ", " : "") << roff("--" + option.get_lnames()[i]);
    if (takes_value(option)) std::cout << " \\fI" << roff(value_of(option)) << "\\fR";
    std::cout << '\n' << roff(option.get_description());
    if (!option.get_default_str().empty()) std::cout << " (" << roff(option.get_default_str()) << ')';
    if (!option.get_envname().empty()) std::cout << "; environment: " << roff(option.get_envname());
    std::cout << '\n';
}

void write_positionals(const CLI::App& command) {
    const auto positionals =
        command.get_options([](const CLI::Option* option) { return option->get_positional(); });
    for (const CLI::Option* positional : positionals)
        std::cout << ".TP\n.I " << roff(positional->get_name(true)) << '\n'
                  << roff(positional->get_description()) << '\n';
}

void write_command(const CLI::App& command, const std::string& before) {
    const std::string name = before + command.get_name();
    std::cout << ".SS " << roff(name) << '\n' << roff(command.get_description()) << '\n';
    write_positionals(command);
    for (const CLI::Option* option : options_of(command))
        write_option(*option);
    for (const CLI::App* inner : commands_of(command))
        write_command(*inner, name + ' ');
}

constexpr const char* kEnd = R"(.SH EXIT STATUS
.TP
.B 0
all done
.TP
.B 1
some files need review or failed, the rest is done
.TP
.B 2
the command line is wrong
.TP
.B 3
a model is missing, a rule is broken, the archive cannot be used, the disk is full
.TP
.B 4
nothing could be read
.TP
.B 130
interrupted; run again to do what is missing
.SH SEE ALSO
.BR pdfimages (1),
.BR pdftoppm (1),
.BR pdftotext (1)
)";

void write_man(const CLI::App& app) {
    std::cout << ".TH SARABAN 1 \"\" \"saraban " SARABAN_VERSION "\" \"User Commands\"\n"
              << ".SH NAME\nsaraban \\- read scanned Thai official letters into checked records\n"
              << ".SH SYNOPSIS\n.B saraban\n[\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n"
              << ".SH DESCRIPTION\n"
              << roff(app.get_description())
              << "\nStandard output is data, standard error is talk. Every command tells its options with "
                 "\\-\\-help.\n"
              << ".SH OPTIONS\n";
    for (const CLI::Option* option : options_of(app))
        write_option(*option);
    std::cout << ".SH COMMANDS\n";
    for (const CLI::App* command : commands_of(app))
        write_command(*command, "");
    std::cout << kEnd;
}

std::string words_of(const CLI::App& command) {
    std::string out;
    for (const CLI::Option* option : options_of(command))
        out += "--" + option->get_lnames().front() + ' ';
    for (const CLI::App* inner : commands_of(command))
        out += inner->get_name() + ' ';
    return out;
}

/// `--format) choices="json csv";;` for the options of a command that take one of a few words.
void write_choices(const CLI::App& command, const std::string& name) {
    for (const CLI::Option* option : options_of(command))
        if (const std::string choices = choices_of(*option); !choices.empty())
            std::cout << "        " << name << "/--" << option->get_lnames().front() << ") words='" << choices
                      << "' ;;\n";
}

void write_bash(const CLI::App& app) {
    std::cout
        << "# bash completion for saraban; made from its command line\n_saraban() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= i\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n        case ${COMP_WORDS[i]} in\n            ";
    std::string separator;
    for (const CLI::App* command : commands_of(app)) {
        std::cout << separator << command->get_name();
        separator = "|";
    }
    std::cout
        << ") command=${COMP_WORDS[i]}; break ;;\n        esac\n    done\n    case $command/$before in\n";
    write_choices(app, "*");
    for (const CLI::App* command : commands_of(app))
        write_choices(*command, command->get_name());
    std::cout << "    esac\n    [ -n \"$words\" ] || case $command in\n        '') words='" << words_of(app)
              << "' ;;\n";
    for (const CLI::App* command : commands_of(app))
        std::cout << "        " << command->get_name() << ") words='" << words_of(*command) << "' ;;\n";
    std::cout << "    esac\n    COMPREPLY=($(compgen -W \"$words --help\" -- \"$word\"))\n}\n"
                 "complete -o default -F _saraban saraban\n";
}

}  // namespace

int main(int argc, char** argv) {
    Session session;
    CLI::App app;
    add_commands(app, session);
    const std::string_view what = argc == 2 ? argv[1] : "";
    if (what == "man")
        write_man(app);
    else if (what == "bash")
        write_bash(app);
    else
        return 2;
    return std::cout.flush() ? 0 : 1;
}
