/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clid_modem.h - bits, digits and tone pairs as samples, and back
 */
#ifndef HL_MEDIA_CLID_MODEM_H
#define HL_MEDIA_CLID_MODEM_H

#include "holdline/clid.h"

struct hl_clid_tx;
struct hl_clid_rx;

/* What a bit callback says or hears instead of a bit. */
#define HL_CLID_BIT_END     (-1) /* to be sent: there are no more */
#define HL_CLID_BIT_CARRIER (-2) /* heard: a carrier begins */
#define HL_CLID_BIT_LOST    (-3) /* heard: the carrier has ended */

/**
 * hl_clid_tx_bits() - send bits by FSK
 * @kind:       HL_CLID_BELLCORE or HL_CLID_ETSI
 * @level_dbm0: of the carrier
 * @bit:        asked for each bit: 0, 1, HL_CLID_BIT_END
 * @arg:        handed to @bit
 * @ret:        receives the sender; the caller closes it
 *
 * Return: 0; -ENOMEM.
 */
int hl_clid_tx_bits(enum hl_clid_kind kind, double level_dbm0,
		    int (*bit)(void *arg), void *arg, struct hl_clid_tx **ret);

/**
 * hl_clid_tx_digits() - send digits
 * @digits:     of 0-9 * # A-D, at most 100
 * @on_ms:      length of each
 * @off_ms:     pause behind each
 * @level_dbm0: of each frequency
 * @ret:        receives the sender; the caller closes it
 *
 * Return: 0; -ENOMEM; -ENOSPC.
 */
int hl_clid_tx_digits(const char *digits, hl_msec on_ms, hl_msec off_ms,
		      double level_dbm0, struct hl_clid_tx **ret);

/**
 * hl_clid_tx_alert() - send the alerting tone once
 * @ms:         its length
 * @level_dbm0: of each frequency
 * @ret:        receives the sender; the caller closes it
 *
 * Return: 0; -ENOMEM.
 */
int hl_clid_tx_alert(hl_msec ms, double level_dbm0, struct hl_clid_tx **ret);

/**
 * hl_clid_tx_read() - the next samples
 *
 * Return: how many there are; less than @n only at the end.
 */
unsigned hl_clid_tx_read(struct hl_clid_tx *tx, int16_t *out, unsigned n);

/**
 * hl_clid_tx_close() - give a sender back; @tx may be NULL
 */
void hl_clid_tx_close(struct hl_clid_tx *tx);

/**
 * hl_clid_rx_bits() - hear bits of FSK
 * @kind: HL_CLID_BELLCORE or HL_CLID_ETSI
 * @bit:  told each bit: 0, 1, HL_CLID_BIT_CARRIER, HL_CLID_BIT_LOST
 * @arg:  handed to @bit
 * @ret:  receives the receiver; the caller closes it
 *
 * Return: 0; -ENOMEM.
 */
int hl_clid_rx_bits(enum hl_clid_kind kind, void (*bit)(void *arg, int bit),
		    void *arg, struct hl_clid_rx **ret);

/**
 * hl_clid_rx_digits() - hear digits
 * @digit: told each digit when it is certain
 * @arg:   handed to @digit
 * @ret:   receives the receiver; the caller closes it
 *
 * Return: 0; -ENOMEM.
 */
int hl_clid_rx_digits(void (*digit)(void *arg, char digit), void *arg,
		      struct hl_clid_rx **ret);

/**
 * hl_clid_rx_put() - hear samples
 */
void hl_clid_rx_put(struct hl_clid_rx *rx, const int16_t *sample, size_t n);

/**
 * hl_clid_rx_close() - give a receiver back; @rx may be NULL
 */
void hl_clid_rx_close(struct hl_clid_rx *rx);

#endif
