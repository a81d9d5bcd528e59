.POSIX:
.SUFFIXES:

# GNU make.  `make` builds build/verbatim; `make demo`, `make check` install what is missing first.
CC = gcc
CFLAGS = -O2 -g
PREFIX = /usr/local
DESTDIR =
BUILD = build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
PACKAGES = libpcre2-8 libutf8proc yaml-0.1 jansson
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE $(WARNINGS) -Isrc -Iinclude $(CFLAGS) -MMD -MP
LDLIBS = $(shell pkg-config --libs $(PACKAGES)) -lstemmer -lm -pthread

LIB_SOURCES := $(sort $(wildcard src/*/*.c) src/pipeline.c)
LIB_SOURCES := $(filter-out src/cli/%,$(wildcard $(LIB_SOURCES)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
LIB_OBJECTS := $(LIB_SOURCES:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/shipped.o
CLI_OBJECTS := $(CLI_SOURCES:src/%.c=$(BUILD)/obj/%.o)
LEXICONS := $(sort $(wildcard lexicons/*.yaml))
TEST_SOURCES := $(sort $(wildcard tests/*/*.c))
TESTS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)

all: $(BUILD)/verbatim

$(BUILD)/verbatim: $(CLI_OBJECTS) $(BUILD)/libverbatim.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJECTS) $(BUILD)/libverbatim.a $(LDLIBS)

$(BUILD)/libverbatim.a: $(LIB_OBJECTS)
	rm -f $@
	ar rcs $@ $(LIB_OBJECTS)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/shipped.c: $(LEXICONS) src/lexicon/embed.sh
	@mkdir -p $(@D)
	sh src/lexicon/embed.sh $(LEXICONS) > $@.new
	mv $@.new $@

$(BUILD)/obj/shipped.o: $(BUILD)/shipped.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(BUILD)/libverbatim.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -o $@ $< $(BUILD)/libverbatim.a $(LDLIBS) $$(pkg-config --libs criterion)

# The properties that the break rules go by, from Debian's unicode-data; the result is part of the repository.
UNICODE = /usr/share/unicode
unicode-tables:
	@mkdir -p $(BUILD)
	$(CC) -std=c17 $(WARNINGS) $(CFLAGS) -o $(BUILD)/unicode_table gen/unicode_table.c
	$(BUILD)/unicode_table $(UNICODE) > $(BUILD)/unicode_table.h
	mv $(BUILD)/unicode_table.h src/text/unicode_table.h

clean:
	rm -rf $(BUILD)

.PHONY: all clean unicode-tables
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
