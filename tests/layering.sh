#!/usr/bin/env bash
# Dependencies point one way. /usr/include is on every target's path, so linking alone cannot keep the layers apart.
set -euo pipefail
bad=0
# forbid FOLDER PATTERN: no file under FOLDER may include a header that matches PATTERN
forbid() {
  [ -d "$1" ] || return 0
  if grep -rnE --include='*.h' --include='*.cpp' "#include [<\"]($2)" "$1"; then bad=1; fi
}
engines='tesseract/|leptonica|allheaders|tiffio|turbojpeg|qpdf/|ZXing/|sqlite3|libical/|curl/|unicode/|archive\.h|archive_entry\.h|gmime/'
forbid pipeline/model "$engines|re2/|yaml-cpp/|nlohmann/|extractors/|tools/|pipeline/(text|image|ocr|layout|reconcile|sinks|ingest)"
forbid pipeline/process "$engines|re2/|yaml-cpp/|nlohmann/|extractors/|tools/|pipeline/(text|image|ocr|layout|reconcile|sinks|ingest)"
forbid pipeline/containers 'tesseract/|leptonica|allheaders|qpdf/|sqlite3|libical/|curl/|unicode/|extractors/|tools/|pipeline/(ocr|layout|reconcile|sinks|ingest)'
forbid pipeline/text 'tesseract/|leptonica|allheaders|qpdf/|sqlite3|libical/|curl/|extractors/|tools/|pipeline/(image|ocr|layout|reconcile|sinks|ingest)'
forbid pipeline/image 'tesseract/|sqlite3|libical/|curl/|unicode/|extractors/|tools/|pipeline/(ocr|layout|reconcile|sinks|ingest)'
forbid pipeline/ocr 'qpdf/|sqlite3|libical/|curl/|unicode/|extractors/|tools/|pipeline/(layout|reconcile|sinks|ingest)'
forbid pipeline/layout "$engines|tools/|pipeline/(image|ocr|reconcile|sinks|ingest)"
forbid pipeline/reconcile "$engines|tools/|pipeline/(image|ocr|layout|sinks|ingest)"
forbid pipeline/obligations "$engines|re2/|extractors/|tools/|pipeline/(image|ocr|layout|reconcile|sinks|ingest)"
forbid pipeline/sinks 'tesseract/|qpdf/.*OCR|leptonica|re2/|yaml-cpp/|tools/|pipeline/(ocr|layout|reconcile|ingest)'
forbid extractors "$engines|tools/|pipeline/(image|ocr|layout|reconcile|sinks|ingest)"
# Two types of one name in two headers: no compiler sees it, and the linker mixes their functions.
twice=$(grep -rhoE --include='*.h' '^(struct|class|enum class) [A-Z][A-Za-z]+( final)?( :[^:].*)? *\{' pipeline extractors tools |
  sed -E 's/^(struct|class|enum class) ([A-Za-z]+).*/\2/' | sort | uniq -d)
if [ -n "$twice" ]; then echo "defined in two headers: $twice"; bad=1; fi
exit $bad
