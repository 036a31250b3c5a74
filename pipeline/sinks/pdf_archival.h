#pragma once

#include <string>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace saraban {

/// What is told of the document in its metadata.
struct PdfAbout {
    std::string title, identifier, creator_tool;
};

/// Adds what PDF/A wants of every document: metadata (XMP) and the colours its samples stand for (sRGB).
/// `archival` says in the metadata that it is PDF/A-2b; nothing else may say so. The same input gives the
/// same bytes.
void add_metadata(QPDF& pdf, const PdfAbout& about, bool archival);
void add_output_intent(QPDF& pdf);

/// Why the page cannot stand in a PDF/A-2b; empty: nothing was found. Looks at what pages of pictures are
/// made of (operators, filters, colour spaces, masks), and takes everything else for a reason.
[[nodiscard]] std::string archival_obstacle(QPDFObjectHandle page);

}  // namespace saraban
