#!/usr/bin/env bash
# packaging.sh SARABAN FOLDER: the manual page and the completion in FOLDER say what the command line says.
set -euo pipefail
saraban=$1 folder=$2
fail() { echo "packaging: $*" >&2; exit 1; }
page=$(gzip -dc "$folder/saraban.1.gz")
commands=$("$saraban" --help | sed -n '/^Subcommands:/,$p' | awk 'NR > 1 {print $1}' | grep .)
[ "$(wc -w <<<"$commands")" -ge 10 ] || fail "few commands: $commands"
source "$folder/saraban.bash"
# complete WORD...: what bash would offer for the last word
complete_words() { COMP_WORDS=(saraban "$@"); COMP_CWORD=$#; COMPREPLY=(); _saraban; echo "${COMPREPLY[*]}"; }
for command in $commands; do
  grep -q "^.SS $command$" <<<"$page" || fail "the manual page has no $command"
  grep -qw -- "$command" <<<"$(complete_words "")" || fail "no completion of $command"
  for option in $("$saraban" "$command" --help | grep -oE '^  --[a-z-]+'); do
    grep -qF -- "${option//-/\\-}" <<<"$page" || fail "the manual page has no $command $option"
    grep -qw -- "${option#--}" <<<"$(complete_words "$command" --)" || fail "no completion of $command $option"
  done
done
[ "$(complete_words export --format js)" = jsonl ] || fail "no completion of the choices of --format"
if command -v systemd-analyze >/dev/null; then
  unit=$(dirname "$0")/../tools/package/saraban-watch.service
  exposure=$(systemd-analyze security --offline=true --no-pager "$unit" 2>/dev/null | grep -oE 'saraban-watch.service: [0-9.]+' | grep -oE '[0-9.]+$') || exposure=
  [ -z "$exposure" ] || awk -v e="$exposure" 'BEGIN {exit !(e <= 2)}' || fail "the unit is exposed: $exposure of 10"
fi
