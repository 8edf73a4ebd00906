// PostgreSQL: a connection a writer, a prepared INSERT, each its own transaction.
//
//   postgres append CONNINFO --writers N --seconds S
#include <libpq-fe.h>

#include "peer.h"

static const char *conninfo;

struct connection {
  PGconn *db;
  uint64_t sequence;
  uint8_t origin[8], record[record_bytes];
};

static PGconn *connect(void) {
  PGconn *db = PQconnectdb(conninfo);
  if (PQstatus(db) != CONNECTION_OK) refuse("postgres: %s", PQerrorMessage(db));
  return db;
}

static PGresult *must(PGconn *db, PGresult *result) {
  ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) refuse("postgres: %s", PQerrorMessage(db));
  return result;
}

static void *connect_writer(int number) {
  struct connection *c = calloc(1, sizeof *c);
  c->db = connect();
  big_endian(c->origin, (uint64_t)number + 1);
  fill(c->record, (uint64_t)number + 1);
  PQclear(must(c->db, PQprepare(c->db, "append",
      "INSERT INTO events (origin, sequence, record) VALUES ($1::bigint, $2::bigint, $3::bytea)", 3, NULL)));
  return c;
}

static void append(void *own) {
  struct connection *c = own;
  uint8_t sequence[8];
  big_endian(sequence, ++c->sequence);
  const char *values[] = {(char *)c->origin, (char *)sequence, (char *)c->record};
  const int lengths[] = {8, 8, record_bytes}, binary[] = {1, 1, 1};
  PQclear(must(c->db, PQexecPrepared(c->db, "append", 3, values, lengths, binary, 1)));
}

static char *asked(PGconn *db, const char *sql) {
  PGresult *result = must(db, PQexec(db, sql));
  char *text = strdup(PQgetvalue(result, 0, 0));
  PQclear(result);
  return text;
}

int main(int count, char **words) {
  if (count < 3) refuse("usage: postgres append CONNINFO");
  conninfo = words[2];
  PGconn *db = connect();
  PQclear(must(db, PQexec(db, "DROP TABLE IF EXISTS events")));
  PQclear(must(db, PQexec(db,
      "CREATE TABLE events (position bigserial PRIMARY KEY, origin bigint NOT NULL, sequence bigint NOT NULL, "
      "record bytea NOT NULL, UNIQUE (origin, sequence))")));
  struct outcome out = run_writers((int)number(count, words, "--writers", 1),
      number(count, words, "--seconds", 2), connect_writer, append);
  printf("{\"events\": %lu, \"seconds\": %.6f, \"stored\": %s, \"fsync\": \"%s\", \"synchronous_commit\": \"%s\", "
      "\"version\": \"%s\"}\n", out.events, out.seconds, asked(db, "SELECT count(*) FROM events"),
      asked(db, "SHOW fsync"), asked(db, "SHOW synchronous_commit"), asked(db, "SHOW server_version"));
  PQclear(must(db, PQexec(db, "CHECKPOINT")));  // else it would disturb whoever is measured next
  return 0;
}
