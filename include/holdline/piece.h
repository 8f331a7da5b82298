/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * piece.h - the notes of the piece that ships with the project
 *
 * tools/hl-compose.c writes it, and the ear of the tests knows music by
 * these notes. They are equal tempered, A4 = 440 Hz (ISO 16), and each is at
 * least 30 Hz away from the frequencies of dial, ringing, busy and
 * congestion tones: 350, 400, 425, 440, 480 and 620 Hz. So E4, F4, G4, A4,
 * B4 and D#5 are missing. Harmonics are at least HL_PIECE_HARMONIC_DB down.
 */
#ifndef HOLDLINE_PIECE_H
#define HOLDLINE_PIECE_H

/* Level of any harmonic below its note, dB (house). */
#define HL_PIECE_HARMONIC_DB 26.0

/* clang-format off */
/* name, Hz */
#define HL_PIECE_NOTES(X)                                                      \
	X(G3,  196.00)                                                         \
	X(A3,  220.00)                                                         \
	X(C4,  261.63)                                                         \
	X(D4,  293.66)                                                         \
	X(C5,  523.25)                                                         \
	X(D5,  587.33)                                                         \
	X(E5,  659.26)                                                         \
	X(G5,  783.99)                                                         \
	X(A5,  880.00)                                                         \
	X(C6, 1046.50)                                                         \
	X(D6, 1174.66)                                                         \
	X(E6, 1318.51)
/* clang-format on */

enum hl_piece_note {
#define X(name, hz) HL_PIECE_##name,
	HL_PIECE_NOTES(X)
#undef X
	HL_PIECE_NOTE_COUNT
};

#endif
