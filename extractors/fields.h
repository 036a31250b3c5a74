#pragma once

#include "extractors/registry.h"

/// The functions behind the names of registry.cpp: each reads the lines of its rule's zones with a pure
/// extractor and writes one field of the record with its provenance.
namespace saraban {

bool fill_speed(Extraction& x);
bool fill_secrecy(Extraction& x);
bool fill_document_number(Extraction& x);
bool fill_order_number(Extraction& x);
bool fill_issuer(Extraction& x);
bool fill_letter_date(Extraction& x);
bool fill_labelled_text(Extraction& x);
bool fill_addressees(Extraction& x);
bool fill_references(Extraction& x);
bool fill_attachments(Extraction& x);
bool fill_mentioned_letters(Extraction& x);
bool fill_signer(Extraction& x);
bool fill_coordinator(Extraction& x);
bool fill_coordinator_in_text(Extraction& x);
bool fill_received_stamps(Extraction& x);
bool fill_owner_unit(Extraction& x);
bool fill_marginal_notes(Extraction& x);
bool fill_catchwords(Extraction& x);
bool fill_qr_captions(Extraction& x);
bool fill_form_pages(Extraction& x);
bool fill_slogan(Extraction& x);
bool fill_actions(Extraction& x);
bool fill_deadlines(Extraction& x);
bool fill_meetings(Extraction& x);
bool fill_reporting_addresses(Extraction& x);
bool fill_mentioned_dates(Extraction& x);

}  // namespace saraban
