// SQLite, WAL, synchronous=FULL.
//
//   sqlite append FILE --writers N --seconds S            a connection a writer, each commit its own
//   sqlite append FILE --writers N --seconds S --grouped  one connection behind the group commit of our C peer
#include <sqlite3.h>

#include "group.h"

static const char *file;

struct connection {
  sqlite3 *db;
  sqlite3_stmt *begin, *insert, *commit;
  uint64_t origin, sequence;
  uint8_t record[record_bytes];
};

static struct connection shared;

static void must(int code, sqlite3 *db, const char *what) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    refuse("sqlite: %s: %s", what, sqlite3_errmsg(db));
}

static void run(sqlite3 *db, const char *sql) { must(sqlite3_exec(db, sql, NULL, NULL, NULL), db, sql); }

static void connect(struct connection *c) {
  must(sqlite3_open(file, &c->db), c->db, "open");
  sqlite3_busy_timeout(c->db, 120000);
  run(c->db, "PRAGMA journal_mode=WAL");
  run(c->db, "PRAGMA synchronous=FULL");
  run(c->db,
      "CREATE TABLE IF NOT EXISTS events (position INTEGER PRIMARY KEY, origin INTEGER NOT NULL, "
      "sequence INTEGER NOT NULL, record BLOB NOT NULL, UNIQUE (origin, sequence))");
  const char *insert = "INSERT INTO events (origin, sequence, record) VALUES (?, ?, ?)";
  must(sqlite3_prepare_v2(c->db, insert, -1, &c->insert, NULL), c->db, insert);
  must(sqlite3_prepare_v2(c->db, "BEGIN IMMEDIATE", -1, &c->begin, NULL), c->db, "begin");
  must(sqlite3_prepare_v2(c->db, "COMMIT", -1, &c->commit, NULL), c->db, "commit");
}

static void step(struct connection *c, sqlite3_stmt *statement) {
  must(sqlite3_step(statement), c->db, "step");
  must(sqlite3_reset(statement), c->db, "reset");
}

static void insert(struct connection *c, const uint8_t *record) {
  sqlite3_bind_int64(c->insert, 1, (sqlite3_int64)c->origin);
  sqlite3_bind_int64(c->insert, 2, (sqlite3_int64)++c->sequence);
  sqlite3_bind_blob(c->insert, 3, record, record_bytes, SQLITE_STATIC);
  step(c, c->insert);
}

static void *connect_writer(int number) {
  struct connection *c = calloc(1, sizeof *c);
  connect(c);
  c->origin = (uint64_t)number + 1;
  fill(c->record, c->origin);
  return c;
}

// A statement outside a transaction is a transaction of its own.
static void append_alone(void *own) {
  struct connection *c = own;
  insert(c, c->record);
}

static void commit(struct seat **batch, int count) {
  step(&shared, shared.begin);
  for (int i = 0; i < count; i++) insert(&shared, batch[i]->record);
  step(&shared, shared.commit);
}

static uint64_t stored(void) {
  sqlite3_stmt *statement;
  must(sqlite3_prepare_v2(shared.db, "SELECT count(*) FROM events", -1, &statement, NULL), shared.db, "count");
  must(sqlite3_step(statement), shared.db, "count");
  return (uint64_t)sqlite3_column_int64(statement, 0);
}

int main(int count, char **words) {
  if (count < 3) refuse("usage: sqlite append FILE");
  file = words[2];
  connect(&shared);
  shared.origin = 1000000;
  group.commit = commit;
  int grouped = !strcmp(words[count - 1], "--grouped");
  int writers = (int)number(count, words, "--writers", 1);
  double seconds = number(count, words, "--seconds", 2);
  struct outcome out = grouped ? run_writers(writers, seconds, take_seat, append_in_group)
                               : run_writers(writers, seconds, connect_writer, append_alone);
  printf("{\"events\": %lu, \"seconds\": %.6f, \"stored\": %lu, \"version\": \"%s\"}\n", out.events, out.seconds,
      stored(), sqlite3_libversion());
  return 0;
}
