/* A library for LD_PRELOAD that writes down what a process asks of the disk, in order, so that every state in
 * which a power cut could have left the disk can be made from it afterwards.
 *
 *   POWERCUT_ROOT   the folder that is watched; all else passes through
 *   POWERCUT_LOG    the file to which the records are appended
 *
 * Each operation takes effect on the live files at once, as in the page cache. Nothing is really synced: a
 * sync is a record, after a random moment in which other threads go on, and O_DSYNC becomes a mark on a write.
 * What is written to standard output is recorded too: by then, whoever reads it may count on what it says. */
#ifndef POWERCUT_H
#define POWERCUT_H
#include <stdint.h>

enum powercut_kind {
  POWERCUT_OPEN = 1,     /* fd, flags, number: mode; a: path */
  POWERCUT_CLOSE = 2,    /* fd */
  POWERCUT_WRITE = 3,    /* fd, flags, number: offset; a: bytes */
  POWERCUT_TRUNCATE = 4, /* fd, number: length */
  POWERCUT_SYNC = 5,     /* fd, number: records there were when it began */
  POWERCUT_RENAME = 6,   /* a, b: paths */
  POWERCUT_UNLINK = 7,   /* a: path */
  POWERCUT_MKDIR = 8,    /* a: path */
  POWERCUT_RMDIR = 9,    /* a: path */
  POWERCUT_LINK = 10,    /* a, b: paths */
  POWERCUT_SAID = 11,    /* a: bytes of standard output */
  POWERCUT_ESCAPE = 12,  /* a: what was done in a way that cannot be recorded */
};

enum powercut_flag { POWERCUT_CREATED = 1, POWERCUT_TRUNCATED = 2, POWERCUT_DSYNC = 4, POWERCUT_FOLDER = 8 };

/* Followed by the bytes of a and of b. Little-endian, as the machine. */
struct powercut_record {
  uint8_t kind, flags;
  uint16_t reserved;
  int32_t fd;
  uint64_t number;
  uint32_t a, b;
};
#endif
