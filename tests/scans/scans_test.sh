#!/usr/bin/env bash
# scans_test SARABAN SCANS: every real scan is read to its end; prints how what was read compares with the labels.
set -euo pipefail
saraban=$1 scans=$2
if [ ! -d "$scans" ]; then
  echo "SKIPPED: no real scans in $scans; they have no licence and are not in the repository"
  exit 77
fi
records=$(mktemp)
trap 'rm -f "$records"' EXIT
"$saraban" ingest --output "$records" "$scans" || [ $? -eq 1 ]  # 1: read, and some need a look
mapfile -t files < <(find "$scans" -name '*.pdf' -o -name '*.jpg')
for file in "${files[@]}"; do
  grep -qF "$(basename "$file")" "$records" || { echo "$file: no record"; missing=1; }
done
"$saraban" eval "$scans" --records "$records"
[ -z "${missing:-}" ]
