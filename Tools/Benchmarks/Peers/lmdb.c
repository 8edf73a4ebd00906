// Bare LMDB: the same tables and bytes as our log.
//
//   lmdb append FOLDER --writers N --seconds S            N threads behind a group commit
//   lmdb append FOLDER --batch B --seconds S              one thread, B events a commit (may be a fraction)
//   … --tree 1                                            the bytes of our hash tree as well, not worked out
//   lmdb scan FOLDER                                      every byte of every record, by a cursor
//   lmdb info FOLDER                                      records, ids, the number of the last commit, and whether
//                                                         there is a hash tree
#include <lmdb.h>
#include <sys/stat.h>

#include "group.h"

static MDB_env *env;
static MDB_dbi records, ids, tree, meta;
static int has_tree;
static uint64_t position, subtrees;

static void must(int code, const char *what) {
  if (code) refuse("lmdb: %s: %s", what, mdb_strerror(code));
}

static void open_log(const char *folder, unsigned flags) {
  MDB_txn *txn;
  must(mdb_env_create(&env), "create");
  must(mdb_env_set_mapsize(env, (size_t)64 << 30), "map");
  must(mdb_env_set_maxdbs(env, 16), "tables");
  must(mdb_env_open(env, folder, flags | MDB_NOTLS, 0600), "open");
  unsigned make = flags & MDB_RDONLY ? 0 : MDB_CREATE;
  must(mdb_txn_begin(env, NULL, flags & MDB_RDONLY, &txn), "begin");
  must(mdb_dbi_open(txn, "records", make, &records), "records");
  must(mdb_dbi_open(txn, "ids", make, &ids), "ids");
  if (make) must(mdb_dbi_open(txn, "meta", make, &meta), "meta");
  if (has_tree || !make) has_tree = !mdb_dbi_open(txn, "tree", make, &tree);
  must(mdb_txn_commit(txn), "commit");
}

static void put(MDB_txn *txn, const uint8_t *record) {
  uint8_t place[8], id[16];
  position++;
  big_endian(place, position);
  big_endian(id, origin);
  big_endian(id + 8, position);
  MDB_val key = {8, place}, value = {record_bytes, NULL};
  must(mdb_put(txn, records, &key, &value, MDB_APPEND | MDB_RESERVE), "put");
  memcpy(value.mv_data, record, record_bytes);
  memcpy((uint8_t *)value.mv_data + 18, id, 16);
  key = (MDB_val){16, id}, value = (MDB_val){8, place};
  must(mdb_put(txn, ids, &key, &value, MDB_APPEND), "put id");
}

// Our log keeps a hash of 32 bytes for each whole subtree of 256 records or more, and with every commit those of
// the edge: one for each bit that is set in the number of records.
static void put_tree(MDB_txn *txn) {
  static uint8_t edge[8 + 64 * 32] = {1};
  uint8_t place[8];
  while (subtrees < 2 * (position / 256) - (uint64_t)__builtin_popcountll(position / 256)) {
    big_endian(place, ++subtrees);
    MDB_val key = {8, place}, value = {32, edge};
    must(mdb_put(txn, tree, &key, &value, MDB_APPEND), "put subtree");
  }
  big_endian(edge, position);
  MDB_val key = {4, "head"}, value = {8 + 32 * (size_t)__builtin_popcountll(position), edge};
  must(mdb_put(txn, meta, &key, &value, 0), "put edge");
}

static void end(MDB_txn *txn) {
  if (has_tree) put_tree(txn);
  must(mdb_txn_commit(txn), "commit");
}

static void commit(struct seat **batch, int count) {
  MDB_txn *txn;
  must(mdb_txn_begin(env, NULL, 0, &txn), "begin");
  for (int i = 0; i < count; i++) put(txn, batch[i]->record);
  end(txn);
}

static struct outcome in_batches(double batch, double seconds) {
  static uint8_t record[record_bytes];
  struct outcome out = {0};
  double owed = 0, start = now();
  fill(record, 1);
  while (now() < start + seconds) {
    MDB_txn *txn;
    must(mdb_txn_begin(env, NULL, 0, &txn), "begin");
    for (owed += batch; owed >= 1; owed--) put(txn, record), out.events++;
    end(txn);
    group.commits++;
  }
  out.seconds = now() - start;
  return out;
}

static size_t entries(MDB_dbi table) {
  MDB_txn *txn;
  MDB_stat facts;
  must(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "begin");
  must(mdb_stat(txn, table, &facts), "count");
  mdb_txn_abort(txn);
  return facts.ms_entries;
}

static void scan(void) {
  MDB_txn *txn;
  MDB_cursor *cursor;
  MDB_val key, value;
  uint64_t count = 0, bytes = 0, sum = 0;
  double start = now();
  must(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "begin");
  must(mdb_cursor_open(txn, records, &cursor), "cursor");
  while (!mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
    const uint8_t *at = value.mv_data;
    count++, bytes += value.mv_size;
    for (size_t i = 0; i < value.mv_size; i++) sum += at[i];
  }
  printf("{\"events\": %lu, \"bytes\": %lu, \"sum\": %lu, \"seconds\": %.6f}\n", count, bytes, sum, now() - start);
}

int main(int count, char **words) {
  if (count < 3) refuse("usage: lmdb append|scan|info FOLDER");
  int appends = !strcmp(words[1], "append");
  if (appends) mkdir(words[2], 0700);
  has_tree = number(count, words, "--tree", 0) > 0;
  open_log(words[2], appends ? 0 : MDB_RDONLY);
  if (!strcmp(words[1], "scan")) return scan(), 0;
  if (!strcmp(words[1], "info")) {
    MDB_envinfo info;
    mdb_env_info(env, &info);
    printf("{\"records\": %zu, \"ids\": %zu, \"commits\": %zu, \"tree\": %d}\n", entries(records), entries(ids),
        info.me_last_txnid, has_tree);
    return 0;
  }
  double seconds = number(count, words, "--seconds", 2), batch = number(count, words, "--batch", 0);
  group.commit = commit;
  struct outcome out = batch > 0 ? in_batches(batch, seconds)
      : run_writers((int)number(count, words, "--writers", 1), seconds, take_seat, append_in_group);
  printf("{\"events\": %lu, \"seconds\": %.6f, \"commits\": %lu, \"stored\": %zu}\n", out.events, out.seconds,
      group.commits, entries(records));
  return 0;
}
