#pragma once

struct Pix;

namespace saraban {

/// Takes the round black holes of a punch out of the margins of an upright page of 1 bit a pixel. Seals,
/// codes and large letters are hollow, or stand further in, or are not round.
void clear_punch_holes(Pix* page, int dpi);

}  // namespace saraban
