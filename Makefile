# SPDX-License-Identifier: GPL-2.0-or-later
#
# Holdline: build, try, test, install. `make help` lists what there is.
#
# One file, no recursion: each room of the tree has its list below, and a new
# source file is one word there. Objects go to $(BUILD), never beside a source.

VERSION := 0.1.0
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=

SBINDIR := $(DESTDIR)$(PREFIX)/sbin
BINDIR  := $(DESTDIR)$(PREFIX)/bin
DATADIR := $(DESTDIR)$(PREFIX)/share
MANDIR  := $(DATADIR)/man

CC     ?= gcc
AR     ?= ar
CFLAGS ?= -O2 -g
SAN    ?=

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wswitch-enum -Wvla -Wformat=2 -Wundef -Wcast-qual -Wpointer-arith \
	-Wwrite-strings -Wimplicit-fallthrough -Werror
HARD := -fstack-protector-strong -fPIE
ALL_CPPFLAGS = -D_GNU_SOURCE -Iinclude -I. -DHL_VERSION='"$(VERSION)"' \
	-DHL_DATADIR='"$(PREFIX)/share/holdline"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(HARD) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) \
	-fno-omit-frame-pointer -fno-sanitize-recover=all)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN))
ifneq ($(SAN),)
HARD += -U_FORTIFY_SOURCE
else
HARD += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif

LIBS := -lsystemd -linih -ljansson -lsndfile -lsamplerate -ltonezone \
	-lspandsp -lm

# ---- the rooms -------------------------------------------------------------

include rooms.mk
