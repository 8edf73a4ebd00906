// What every peer shares: its options, a clock, the record that it stores, and writers that each wait for their
// own acknowledgement.
#ifndef PEER_H
#define PEER_H

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { header_bytes = 34, body_bytes = 120, record_bytes = header_bytes + body_bytes };
static const uint64_t origin = 0x5eed5eed5eed5eedULL;

static inline double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// Ends the program with a sentence.
#define refuse(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), exit(1))

// The value after `--name`, or `fallback`.
static inline const char *option(int count, char **words, const char *name, const char *fallback) {
  for (int i = 1; i + 1 < count; i++)
    if (!strcmp(words[i], name)) return words[i + 1];
  return fallback;
}

static inline double number(int count, char **words, const char *name, double fallback) {
  const char *text = option(count, words, name, NULL);
  return text ? atof(text) : fallback;
}

static inline void big_endian(uint8_t *to, uint64_t value) {
  for (int i = 0; i < 8; i++) to[i] = (uint8_t)(value >> (56 - 8 * i));
}

// The bytes of a record: our header, and a body that no system can make smaller.
static inline void fill(uint8_t *record, uint64_t sequence) {
  uint64_t state = sequence * 0x9e3779b97f4a7c15ULL + 1;
  memset(record, 0, header_bytes);
  record[0] = 1;
  record[1] = 1;
  big_endian(record + 2, 1 + sequence % 64);
  big_endian(record + 18, origin);
  big_endian(record + 26, sequence);
  for (int i = header_bytes; i < record_bytes; i += 8) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    memcpy(record + i, &state, 8);
  }
}

// Appends one event, or ends the program. `own` is what `begin` gave this writer.
typedef void (*append_one)(void *own);
typedef void *(*begin_writer)(int number);

struct writer {
  pthread_t thread;
  append_one append;
  void *own;
  double end;
  uint64_t stored;
};

static inline void *write_until_end(void *given) {
  struct writer *w = given;
  while (now() < w->end) w->append(w->own), w->stored++;
  return NULL;
}

struct outcome {
  uint64_t events;
  double seconds;
};

// So many threads for so many seconds; each begins its next event when the last one is acknowledged.
static inline struct outcome run_writers(int writers, double seconds, begin_writer begin, append_one append) {
  struct writer *all = calloc((size_t)writers, sizeof *all);
  for (int i = 0; i < writers; i++) all[i] = (struct writer){.append = append, .own = begin ? begin(i) : NULL};
  double start = now();
  for (int i = 0; i < writers; i++) {
    all[i].end = start + seconds;
    if (pthread_create(&all[i].thread, NULL, write_until_end, &all[i])) refuse("no thread for writer %d", i);
  }
  struct outcome out = {0};
  for (int i = 0; i < writers; i++) pthread_join(all[i].thread, NULL), out.events += all[i].stored;
  out.seconds = now() - start;
  return out;
}

#endif
