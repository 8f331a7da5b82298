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
UNITDIR := $(DESTDIR)$(PREFIX)/lib/systemd/system

ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?= -O2 -g
SAN    ?=
# ISDN by libpri (GPL-2.0); WITH_PRI=0 builds without it.
WITH_PRI ?= 1

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wswitch-enum -Wvla -Wformat=2 -Wundef -Wcast-qual -Wpointer-arith \
	-Wwrite-strings -Wimplicit-fallthrough -Werror
HARD := -fstack-protector-strong -fPIE
ALL_CPPFLAGS = -D_GNU_SOURCE -Iinclude -I. -DHL_VERSION='"$(VERSION)"' \
	-DHL_DATADIR='"$(PREFIX)/share/holdline"' -DHL_WITH_PRI=$(WITH_PRI) \
	$(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(HARD) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) \
	-fno-omit-frame-pointer -fno-sanitize-recover=all)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS) \
	$(if $(SAN),-fsanitize=$(SAN))
# Sanitizers and valgrind look at the plain functions.
FORTIFY ?= $(if $(SAN),,2)
HARD += -U_FORTIFY_SOURCE $(if $(FORTIFY),-D_FORTIFY_SOURCE=$(FORTIFY))

# V=1 shows the commands whole.
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

# Of spandsp the modems of caller ID are used: its archive, because the shared
# one brings libraries for pictures that cost more memory than the daemon.
LIBS := -lsystemd -linih -ljansson -lsndfile -lsamplerate -ltonezone \
	-l:libspandsp.a -lm $(if $(filter 1,$(WITH_PRI)),-lpri)

# ---- the rooms -------------------------------------------------------------

base  := tail text
model := alert block bridge call caps check code conference deed dial expire \
	feature halves hook judge judge_args ledger listen look mark names number \
	ops park print profile reach request route step supervise supervision \
	tone trunk trunk_hold trunk_in trunk_isdn trunk_out want who
media := announce canceller clid clid_digits clid_listen clid_message clid_modem clid_ntt \
	clid_send clid_text clid_wait decode dtmf identify level music patch pitch primary \
	progress progress_burst progress_call progress_ear progress_echo \
	progress_match progress_plan progress_plan_call synth whisper zone
run   := apply apply_span apply_tell caller config config_codes config_dial \
	config_judge config_keys config_list config_plan config_scan config_share \
	config_span config_stored config_tell config_value config_zone daemon \
	daemon_look daemon_read daemon_signal engine journal journal_parse \
	journal_text late log loop messages ports ready
ctl   := act api app board caps client complain entry fill guess handle \
	info note open own params past proto schema seat serve server tell \
	trunks verbs view words
sim   := card caller exchange feature hear join judge mix orders outside \
	phone port primary pulse query queue report sim told watch wire
dahdi := announce audio battery bearer dahdi dchan events gain hear judge \
	lamp listen mend music names open plan port primary pulse ring scan sys tone \
	whisper
pri   := asked calls cause channels check driver events hold judge ledger line \
	link names ops parties restart span subcmds told voice wall wire

scenario := bed_sim bed_sim_check bed_sim_outside cells claim ear ear_bank \
	ear_tone ear_voice language look look_call look_why match places \
	places_program player program scenario setup show words write
picture  := svg timeline timeline_draw
demo     := demo doing keep marks news news_list wav witness
console  := bench board can console deeds find frame help keys ladder room \
	save screen setup
holdctl  := act args ask caps complete config doctor doctor_card \
	doctor_house doctor_time evidence fail help listen lists look meta out schema \
	shared show status story table trunks wait why
tables   := features js legality lists moves reasons tables tapi \
	transitions words

unit     := ask control_bench dahdi_bench golden lost sim_bench table \
	test_announce test_bridge test_call test_caller test_canceller test_cells test_clid test_clid_line \
	test_clid_modem test_clid_ntt test_clid_sound test_codes test_conference test_config \
	test_config_apply test_config_codes test_config_numbers test_config_wrong \
	test_console \
	test_control test_control_calls test_control_limits test_control_look \
	test_control_own test_control_resume test_control_trunks test_daemon \
	test_dahdi \
	test_dahdi_fault test_dahdi_hear test_dahdi_isdn test_dahdi_listen test_dahdi_scan \
	test_dahdi_music test_dahdi_primary test_dahdi_told test_dahdi_trunk \
	test_dial test_doctor test_ear test_engine test_engine_isdn test_etsi \
	test_evidence test_feature \
	test_forward test_hangup test_hold test_holdctl test_hook test_identify test_isdn \
	test_journal test_judge test_late \
	test_limits test_loop test_lost test_member test_model test_model_trunk \
	test_music \
	test_patch test_pitch test_pri test_pri_bench test_pri_chaos test_pri_config \
	test_pri_hold test_pri_system \
	test_pri_judge test_pri_kill test_pri_line test_pri_link test_pri_pair \
	test_primary test_progress test_progress_call test_q24 test_request \
	test_scenario test_scenario_play test_seized test_sim test_sim_bearer \
	test_sim_caller test_sim_sound test_sim_told test_sim_trunk \
	test_source test_svg test_release test_supervise test_synth test_tables \
	test_tapi test_text test_timeline test_transfer test_trunk_hold test_trunk_in \
	test_trunk_out test_verbs test_waitingcall test_walk test_withheld \
	test_zone wish
fake     := far frame kernel line sound
contract := bed_dahdi bed_sim claims_again claims_audio claims_exchange claims_line \
	claims_listen claims_message claims_primary claims_told claims_trunk claims_whisper \
	contract tape
fuzz     := clid config control identify isdn journal music pri progress \
	scenario
far      := far far_audio far_caller far_phone far_port far_teller
bedlab   := bed_lab bed_lab_ask bed_lab_daemon bed_lab_exchange \
	bed_lab_far bed_lab_feature
labbench := bench bench_bed bench_break bench_calls bench_ear bench_load \
	bench_sound

# ---- what is made of them --------------------------------------------------

obj = $(patsubst %.c,$(BUILD)/%.o,$(1))

lib_src := $(base:%=src/base/%.c) $(model:%=src/model/%.c) \
	$(media:%=src/media/%.c) $(run:%=src/run/%.c) $(ctl:%=src/ctl/%.c) \
	$(sim:%=drivers/sim/%.c) $(dahdi:%=drivers/dahdi/%.c) drivers/table.c \
	$(if $(filter 1,$(WITH_PRI)),$(pri:%=drivers/pri/%.c))
scenario_src := $(scenario:%=tools/scenario/%.c)
picture_src := $(picture:%=tools/%.c)
demo_src := $(demo:%=tools/demo/%.c)
console_src := $(console:%=tools/console/%.c)
holdctl_src := $(holdctl:%=tools/holdctl/%.c)
tables_src := $(tables:%=tools/tables/%.c)
far_src := $(far:%=tests/lab/%.c)
lab_src := tests/lab/play.c $(bedlab:%=tools/scenario/%.c)
bench_src := $(labbench:%=tests/lab/%.c)
ifneq ($(WITH_PRI),1)
unit := $(filter-out test_pri test_pri_%,$(unit))
fuzz := $(filter-out isdn pri,$(fuzz))
endif
test_src := tests/main.c tests/bench/dtmf_signal.c \
	$(unit:%=tests/unit/%.c) $(fake:%=tests/fake/%.c) \
	$(contract:%=tests/contract/%.c)

LIB := $(BUILD)/libholdline.a
PROGRAMS := $(BUILD)/holdlined $(BUILD)/holdctl $(BUILD)/hl-sim \
	$(BUILD)/hl-play $(BUILD)/hl-tables
PIECE := $(BUILD)/share/music/holdline.wav
LAB_PROGRAMS := $(BUILD)/tests/lab/play $(BUILD)/tests/lab/selftest \
	$(BUILD)/tests/lab/kill
dtmfbench := dtmf dtmf_ear dtmf_q24 dtmf_signal dtmf_talk dtmf_zone
releasebench := release release_call release_tone release_sound release_rival
search_src := tests/search/search.c tests/search/exchange.c tests/unit/table.c \
	tests/unit/wish.c
FUZZERS := $(fuzz:%=$(BUILD)/tests/fuzz/%)

.PHONY: all run check check-fast check-san check-valgrind lab bench analyze \
	fuzz golden install uninstall clean help lint search scenario-objects
.DEFAULT_GOAL := all
MAKEFLAGS += --no-print-directory -j$(shell nproc)

all: $(PROGRAMS) $(PIECE)

help:
	@echo 'make              build everything into $(BUILD)/'
	@echo 'make run          the console of the virtual line card; without a'
	@echo '                  terminal the demonstration, in $(BUILD)/demo/'
	@echo 'make check        every test, also on the real DAHDI modules (lab)'
	@echo 'make check-fast   every test but the lab'
	@echo 'make check-san    check-fast under address and undefined sanitizers'
	@echo 'make check-valgrind   the unit suite under valgrind'
	@echo 'make lab          the scenarios on the real DAHDI modules'
	@echo 'make bench        figures beside their bars; $(BUILD)/bench.json'
	@echo 'make search       every state of three lines, SEARCH_DEPTH=6'
	@echo 'make fuzz         each parser under its fuzzer, FUZZ_SECONDS=60'
	@echo 'make analyze      cppcheck and clang-tidy'
	@echo 'make golden       write the golden files anew, to be read as a diff'
	@echo 'make install      programs, manuals, music under PREFIX=$(PREFIX)'
	@echo 'make uninstall    remove them again'
	@echo 'make clean        remove $(BUILD)/'
	@echo 'WITH_PRI=0        without ISDN (libpri)'
	@echo 'CC=clang, CFLAGS=..., BUILD=folder, DESTDIR=folder do what they say.'

# Packages of the distribution, installed when they are missing (as root).
$(BUILD)/packages.ok: tests/packages.sh
	@mkdir -p $(@D)
	@tests/packages.sh build
	@touch $@

$(BUILD)/%.o: %.c Makefile | $(BUILD)/packages.ok
	@mkdir -p $(@D)
	$(call say,CC    $<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(call obj,$(lib_src))
	@rm -f $@
	$(call say,AR    $@)
	$(Q)$(AR) rcs $@ $^

$(BUILD)/holdlined: $(call obj,src/main.c) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/holdctl: $(call obj,tools/holdctl.c $(holdctl_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/hl-sim: $(call obj,tools/hl-sim.c $(console_src) $(demo_src) \
		$(picture_src) $(scenario_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lncursesw -ltinfo

$(BUILD)/hl-play: $(call obj,tools/hl-play.c $(scenario_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/hl-tables: $(call obj,tools/hl-tables.c $(tables_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/hl-compose: $(call obj,tools/hl-compose.c)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ -lsndfile -lm

$(PIECE): $(BUILD)/hl-compose
	@mkdir -p $(@D)
	$< $@

$(BUILD)/tests/run: $(call obj,$(test_src) $(console_src) $(demo_src) \
		$(picture_src) $(scenario_src) $(holdctl_src) $(tables_src)) \
		$(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lncursesw \
		-ltinfo -lcunit

$(BUILD)/tests/bench/bench: $(call obj,tests/bench/bench.c tests/unit/table.c) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/bench/dtmf: $(call obj,$(dtmfbench:%=tests/bench/%.c)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/bench/release: $(call obj,$(releasebench:%=tests/bench/%.c)) \
		$(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/search/search: $(call obj,$(search_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/lab/play: $(call obj,$(lab_src) $(far_src) $(scenario_src)) \
		$(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/lab/kill: $(call obj,tests/lab/kill.c $(filter-out \
		tests/lab/play.c,$(lab_src)) $(far_src) $(scenario_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/lab/selftest: $(call obj,tests/lab/selftest.c $(far_src))
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ -lspandsp -lm

$(BUILD)/tests/lab/bench: $(call obj,$(bench_src) $(far_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

scenario-objects: $(call obj,$(scenario_src))

# The corpus is replayed by a plain main; `make fuzz` uses clang's fuzzer.
$(FUZZERS): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/fuzz_%.o \
		$(BUILD)/tests/fuzz/replay.o $(call obj,$(scenario_src)) $(LIB)
	$(call say,LINK  $@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(call obj,$(test_src) $(dtmfbench:%=tests/bench/%.c) \
	$(releasebench:%=tests/bench/%.c) tests/bench/bench.c \
	tests/search/search.c tests/search/exchange.c): ALL_CPPFLAGS += -Itests -Itests/unit
$(call obj,$(lab_src) tests/lab/kill.c $(bench_src)): ALL_CPPFLAGS += -Itests -Itests/lab

# ---- trying and testing ----------------------------------------------------

run: $(PROGRAMS) $(PIECE)
	@$(BUILD)/hl-sim --music $(PIECE) --files $(BUILD)/demo

lint: $(LIB)
	@tests/lint.sh $(if $(SAN),no-objects,$(BUILD))

check: check-fast
	@$(MAKE) search SEARCH_DEPTH=8
	@$(MAKE) lab

# Every state of three lines to this depth, on two processors.
SEARCH_DEPTH ?= $(if $(SAN),5,6)
search: $(BUILD)/tests/search/search
	$< $(SEARCH_DEPTH) 16000000 1 & first=$$!; \
	$< $(SEARCH_DEPTH) 16000000 2 && wait $$first

# Random users and programs; HL_SEED=n repeats a walk that failed.
WALK_STEPS ?= $(if $(SAN),420000,4000)
check-fast: all lint search $(BUILD)/tests/run $(FUZZERS)
	@tests/packages.sh test
	HL_STEPS=$(WALK_STEPS) $(BUILD)/tests/run
	@for f in $(fuzz); do \
		LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
		$(BUILD)/tests/fuzz/$$f tests/fuzz/corpus/$$f/* || exit 1; \
	done
	@tests/house.sh $(BUILD)
	@tests/examples.sh $(BUILD)
	@$(BUILD)/hl-sim --music $(PIECE) --demo $(BUILD)/demo | tail -1
	$(BUILD)/hl-play --music $(PIECE) tests/scenario/*.scn \
		tests/scenario/trunk/*.scn
	@$(BUILD)/hl-play --music $(PIECE) --cells tests/scenario/*.scn \
		>$(BUILD)/cells.txt && \
		diff tests/golden/cells.txt $(BUILD)/cells.txt && \
		echo 'every situation and gesture has its scenario'

check-san:
	$(MAKE) BUILD=$(BUILD)/san SAN=address,undefined CFLAGS='-O1 -g' \
		check-fast

check-valgrind:
	tests/packages.sh valgrind
	$(MAKE) BUILD=$(BUILD)/valgrind FORTIFY= CFLAGS='-O1 -g' \
		$(BUILD)/valgrind/tests/run
	valgrind -q --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite $(BUILD)/valgrind/tests/run

lab: all $(LAB_PROGRAMS)
	@tests/lab/check.sh $(BUILD)

bench: all $(BUILD)/tests/bench/bench $(BUILD)/tests/bench/dtmf \
		$(BUILD)/tests/bench/release $(BUILD)/tests/lab/bench
	@tests/packages.sh bench
	@tests/bench/run.sh $(BUILD)

FUZZ_SECONDS ?= 60
fuzz:
	tests/packages.sh fuzz
	@tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

# Which suites keep golden files is theirs to say: each writes its own.
golden: all $(BUILD)/tests/run
	GOLDEN=1 $(BUILD)/tests/run
	$(BUILD)/hl-play --music $(PIECE) --cells tests/scenario/*.scn \
		>tests/golden/cells.txt
	$(BUILD)/hl-sim --music $(PIECE) --files $(BUILD)/demo </dev/null
	cp $(BUILD)/demo/timeline.svg tools/demo/timeline.svg

analyze:
	tests/packages.sh analyze
	cppcheck -q --std=c11 --enable=warning,portability --inline-suppr \
		--error-exitcode=1 -Iinclude -I. src drivers tools
	clang-tidy --quiet $(lib_src) -- -std=c11 $(ALL_CPPFLAGS)

# ---- installing ------------------------------------------------------------

install: all
	install -d $(SBINDIR) $(BINDIR) $(MANDIR)/man1 $(MANDIR)/man5 \
		$(MANDIR)/man8 $(DATADIR)/holdline/music \
		$(DATADIR)/bash-completion/completions \
		$(DATADIR)/doc/holdline/examples
	install -m 755 $(BUILD)/holdlined $(SBINDIR)
	install -m 755 $(BUILD)/holdctl $(BUILD)/hl-sim $(BUILD)/hl-play \
		$(BUILD)/hl-tables $(BINDIR)
	install -m 644 $(PIECE) $(DATADIR)/holdline/music
	install -m 644 tools/demo.scn $(DATADIR)/holdline
	install -m 644 src/holdlined.8 $(MANDIR)/man8
	install -m 644 src/holdline.conf.5 $(MANDIR)/man5
	install -m 644 tools/holdctl.1 tools/hl-sim.1 tools/hl-play.1 \
		tools/hl-tables.1 $(MANDIR)/man1
	install -m 644 tools/holdctl.bash-completion \
		$(DATADIR)/bash-completion/completions/holdctl
	install -m 644 tools/hl-sim.bash-completion \
		$(DATADIR)/bash-completion/completions/hl-sim
	install -m 644 src/holdline.conf.example README.md COPYING \
		$(DATADIR)/doc/holdline
	install -m 644 tools/examples/* $(DATADIR)/doc/holdline/examples
	install -d $(UNITDIR)
	sed 's#/usr/sbin#$(PREFIX)/sbin#; s#/usr/bin#$(PREFIX)/bin#' \
		src/holdline.service >$(UNITDIR)/holdline.service

uninstall:
	rm -f $(SBINDIR)/holdlined $(BINDIR)/holdctl $(BINDIR)/hl-sim \
		$(BINDIR)/hl-play $(BINDIR)/hl-tables \
		$(MANDIR)/man1/hl-tables.1 $(MANDIR)/man8/holdlined.8 \
		$(MANDIR)/man5/holdline.conf.5 $(MANDIR)/man1/holdctl.1 \
		$(MANDIR)/man1/hl-sim.1 $(MANDIR)/man1/hl-play.1 \
		$(DATADIR)/bash-completion/completions/holdctl \
		$(DATADIR)/bash-completion/completions/hl-sim
	rm -f $(UNITDIR)/holdline.service
	rm -rf $(DATADIR)/holdline $(DATADIR)/doc/holdline

clean:
	rm -rf $(BUILD)

-include $(shell [ -d $(BUILD) ] && find $(BUILD) -name '*.d')
