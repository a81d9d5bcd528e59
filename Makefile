# GNU make.
#   make                build build/verbatim and build/libverbatim.a
#   make demo           install what is missing, build, show the table of the shipped corpus
#   make check          install what is missing, build without a warning, pass every test
#   make install        PREFIX (/usr/local) and DESTDIR as usual
# and: deps, check-asan, check-clang, check-page, check-suppression, fuzz, bench, simulate, tidy, unicode-tables, clean.
.SUFFIXES:

CC = gcc
CFLAGS = -O2 -g
PREFIX = /usr/local
DESTDIR =
BUILD = build
WERROR =

VERSION := $(shell sed -n 's/^.define VB_VERSION "\(.*\)"/\1/p' include/verbatim.h)
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE $(WARNINGS) -Isrc -Iinclude $(CFLAGS) -MMD -MP
LDLIBS = $$(pkg-config --libs libpcre2-8 libutf8proc yaml-0.1 zlib libzstd libzip expat xlsxwriter jansson) \
    -lreadstat -lstemmer -lm -pthread
TEST_LDLIBS = $(LDLIBS) $$(pkg-config --libs criterion)

# Debian packages: to build, and on top of that to test.
DEB_BUILD = gcc libc6-dev pkg-config libpcre2-dev libstemmer-dev libutf8proc-dev libyaml-dev \
    zlib1g-dev libzstd-dev libzip-dev libexpat1-dev libxlsxwriter-dev libreadstat-dev libjansson-dev wamerican wspanish
DEB_TEST = libcriterion-dev unicode-data python3 python3-scipy python3-jsonschema python3-openpyxl python3-yaml \
    libxml2-utils g++ zstd pspp zsh git shellcheck

LIB_SOURCES := $(filter-out src/cli/%,$(sort $(wildcard src/*/*.c) src/pipeline.c))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
LIB_OBJECTS = $(LIB_SOURCES:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/shipped.o $(BUILD)/obj/frozen.o \
    $(BUILD)/obj/page.o $(BUILD)/obj/word_lists.o
CLI_OBJECTS = $(CLI_SOURCES:src/%.c=$(BUILD)/obj/%.o)
# Lists of words: language, Debian package, its file.
DICT = /usr/share/dict
WORD_LISTS = english wamerican $(DICT)/american-english spanish wspanish $(DICT)/spanish
EMBED_PARTS = lexicon/yaml base/arena base/buffer base/error base/grow base/hash base/str base/c_locale text/utf8
LEXICONS := $(sort $(wildcard lexicons/*.yaml))
TEST_SOURCES := $(sort $(wildcard tests/*/*.c))
TESTS = $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)

all: $(BUILD)/verbatim

$(BUILD)/verbatim: $(CLI_OBJECTS) $(BUILD)/libverbatim.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJECTS) $(BUILD)/libverbatim.a $(LDLIBS)

$(BUILD)/libverbatim.a: $(LIB_OBJECTS)
	@rm -f $@
	ar rcs $@ $(LIB_OBJECTS)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/embed: gen/embed.c $(EMBED_PARTS:%=$(BUILD)/obj/%.o)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/shipped.c: $(LEXICONS) $(BUILD)/embed
	@mkdir -p $(@D)
	$(BUILD)/embed $(LEXICONS) > $@.new
	mv $@.new $@

# What reading and compiling the shipped lexicons makes of them.
FREEZE_OBJECTS = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter src/base/% src/text/% src/lexicon/% src/match/%,$(LIB_SOURCES))) \
    $(BUILD)/obj/shipped.o $(BUILD)/obj/word_lists.o
$(BUILD)/freeze: gen/freeze.c $(FREEZE_OBJECTS)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/frozen.c: $(BUILD)/freeze
	$(BUILD)/freeze $(BUILD)/frozen.images $(basename $(notdir $(LEXICONS))) > $@.new
	mv $@.new $@

# The style and the script of the HTML page, embedded too.
PAGE = src/report/page/page.css src/report/page/page.js src/report/page/chart.css
$(BUILD)/page.c: $(PAGE) src/report/page.sh
	@mkdir -p $(@D)
	sh src/report/page.sh src/report/page > $@.new
	mv $@.new $@

$(BUILD)/obj/shipped.o $(BUILD)/obj/frozen.o $(BUILD)/obj/page.o: $(BUILD)/obj/%.o: $(BUILD)/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/word_list: gen/word_list.c $(BUILD)/obj/text/fold.o $(BUILD)/obj/text/utf8.o $(BUILD)/obj/base/buffer.o \
    $(BUILD)/obj/text/properties.o $(BUILD)/obj/base/c_locale.o $(BUILD)/obj/base/str.o
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(BUILD)/word_lists.c: $(BUILD)/word_list $(filter /%,$(WORD_LISTS))
	set -- $(WORD_LISTS); words=; while [ $$# -ge 3 ]; do \
	    words="$$words $$1 $$2 $$3 $$(sha256sum < "$$3" | cut -c 1-64)"; shift 3; done; \
	    $(BUILD)/word_list $$words > $@.new
	mv $@.new $@

$(BUILD)/obj/word_lists.o: $(BUILD)/word_lists.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(BUILD)/libverbatim.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -o $@ $< $(BUILD)/libverbatim.a $(LDFLAGS) $(TEST_LDLIBS)

$(BUILD)/bench/%: bench/%.c $(BUILD)/libverbatim.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(BUILD)/libverbatim.a $(LDLIBS)

demo: deps
	@$(MAKE) --no-print-directory -s all
	@sh examples/demo.sh $(BUILD)/verbatim

# Learn the indicators of `challenges` from the corpora that are for it, and write them.  DEV names coded answers beside
# them: what is committed had the 225 of docs/accuracy.md, which are not part of the project.
DEV =
LEARNED_FROM = corpora/challenges-450/answers.csv corpora/voices/answers.csv corpora/crowd/answers.csv
indicators: deps
	@sh src/deps.sh python3-scipy
	@$(MAKE) --no-print-directory -s all
	/usr/bin/python3 gen/indicators.py $(BUILD)/verbatim $(LEARNED_FROM) $(DEV) > $(BUILD)/challenges.words.yaml
	mv $(BUILD)/challenges.words.yaml lexicons/challenges.words.yaml

# Install missing Debian packages, or say which.
deps:
	@sh src/deps.sh $(DEB_BUILD)

deps-test:
	@sh src/deps.sh $(DEB_BUILD) $(DEB_TEST)

# Every test, in a build of its own where a warning is an error.
check: deps-test
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/check WERROR=-Werror check-built

check-built: $(BUILD)/verbatim $(TESTS) $(BUILD)/bench/workload
	@MAKE='$(MAKE)' SANITIZED='$(SANITIZED)' sh tests/run.sh $(BUILD)

# The same tests under the address and undefined-behaviour sanitizers.
SANITIZE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
check-asan: deps-test
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/asan CFLAGS='$(SANITIZE)' SANITIZED=1 check-built

# The property test of suppression on thousands of random surveys, where `check` has a few dozen.
SURVEYS = 3000
check-suppression: deps-test
	@$(MAKE) --no-print-directory -s all
	/usr/bin/python3 tests/suppression.py $(BUILD)/verbatim $(SURVEYS) 1000

check-clang: deps-test
	@sh src/deps.sh clang
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/clang CC=clang WERROR=-Werror check-built

# The HTML page in headless Chromium.  Takes playwright-core and axe-core from npm.
check-page: deps
	@command -v node > /dev/null && command -v npm > /dev/null || sh src/deps.sh nodejs npm
	@command -v chromium > /dev/null || sh src/deps.sh chromium
	@$(MAKE) --no-print-directory -s all $(BUILD)/bench/workload
	@sh tests/page/run.sh $(BUILD)

bench: deps
	@$(MAKE) --no-print-directory -s all $(BUILD)/bench/workload $(BUILD)/bench/pairs
	@sh bench/run.sh $(BUILD)

# The rates that docs/statistics.md states: some minutes.
simulate: deps-test
	@$(MAKE) --no-print-directory -s all $(BUILD)/bench/simulate/multiple $(BUILD)/bench/simulate/prevalence
	@$(BUILD)/bench/simulate/multiple 10000 1
	@echo
	@$(BUILD)/bench/simulate/prevalence 10000 1
	@echo
	@/usr/bin/python3 tests/prevalence.py $(BUILD)/verbatim 400 300 77

# More of what make check does with 1,000 lexicons: FUZZ lexicons broken at random, under the sanitizers.
FUZZ = 20000
fuzz: deps-test
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/asan CFLAGS='$(SANITIZE)' build/asan/tests/check/mutations
	VERBATIM_MUTATIONS=$(FUZZ) build/asan/tests/check/mutations

# Advice, not a gate.
tidy:
	@sh src/deps.sh clang-tidy clang-format
	clang-format --dry-run $(LIB_SOURCES) $(CLI_SOURCES) $(TEST_SOURCES) $(shell find src tests -name '*.h')
	clang-tidy --quiet $(LIB_SOURCES) $(CLI_SOURCES) -- -std=c17 -D_GNU_SOURCE -Isrc -Iinclude

# The table of Unicode properties is committed; this makes it anew from Debian's unicode-data.
UNICODE = /usr/share/unicode
unicode-tables:
	@sh src/deps.sh gcc libc6-dev unicode-data
	@mkdir -p $(BUILD)
	$(CC) -std=c17 $(WARNINGS) $(CFLAGS) -o $(BUILD)/unicode_table gen/unicode_table.c
	$(BUILD)/unicode_table $(UNICODE) > $(BUILD)/unicode_table.h
	mv $(BUILD)/unicode_table.h src/text/unicode_table.h

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig \
	    $(DESTDIR)$(PREFIX)/share/verbatim/lexicons $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 755 $(BUILD)/verbatim $(DESTDIR)$(PREFIX)/bin/verbatim
	install -m 644 include/verbatim.h $(DESTDIR)$(PREFIX)/include/verbatim.h
	install -m 644 $(BUILD)/libverbatim.a $(DESTDIR)$(PREFIX)/lib/libverbatim.a
	install -m 644 $(LEXICONS) $(DESTDIR)$(PREFIX)/share/verbatim/lexicons
	install -m 644 man/verbatim.1 $(DESTDIR)$(PREFIX)/share/man/man1/verbatim.1
	install -m 644 man/verbatim-lexicon.5 $(DESTDIR)$(PREFIX)/share/man/man5/verbatim-lexicon.5
	install -m 644 completions/verbatim.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/verbatim
	install -m 644 completions/_verbatim $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_verbatim
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' src/verbatim.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/verbatim.pc

clean:
	rm -rf build

.PHONY: all demo indicators deps deps-test check check-built check-asan check-clang check-page check-suppression bench simulate fuzz tidy \
    unicode-tables install clean
-include $(shell find $(BUILD)/obj $(BUILD)/tests -name '*.d' 2>/dev/null)
