// Group commit: the first caller commits what all have queued; who comes meanwhile waits, and one of them is
// the next to commit. No timer, no thread of its own, one wake for each caller.
#ifndef GROUP_H
#define GROUP_H

#include <semaphore.h>

#include "peer.h"

struct seat {
  uint8_t record[record_bytes];
  sem_t woken;
  int leads;
};

// Stores all of these durably before it returns.
typedef void (*commit_batch)(struct seat **batch, int count);

enum { most_seats = 4096 };

static struct {
  pthread_mutex_t lock;
  struct seat *queue[most_seats], *batch[most_seats];
  int queued, leading;
  uint64_t commits, sequence;
  commit_batch commit;
} group = {.lock = PTHREAD_MUTEX_INITIALIZER};

static inline void lead(struct seat *own) {
  pthread_mutex_lock(&group.lock);
  int count = group.queued;
  memcpy(group.batch, group.queue, (size_t)count * sizeof *group.queue);
  group.queued = 0;
  pthread_mutex_unlock(&group.lock);

  group.commit(group.batch, count);
  group.commits++;
  for (int i = 0; i < count; i++)
    if (group.batch[i] != own) sem_post(&group.batch[i]->woken);

  pthread_mutex_lock(&group.lock);
  struct seat *next = group.queued ? group.queue[0] : NULL;
  group.leading = next != NULL;
  pthread_mutex_unlock(&group.lock);
  if (next) next->leads = 1, sem_post(&next->woken);
}

static inline void *take_seat(int number) {
  struct seat *seat = calloc(1, sizeof *seat);
  sem_init(&seat->woken, 0, 0);
  fill(seat->record, (uint64_t)number + 1);
  return seat;
}

static inline void append_in_group(void *own) {
  struct seat *seat = own;
  seat->leads = 0;
  pthread_mutex_lock(&group.lock);
  int first = !group.leading;
  group.leading = 1;
  group.queue[group.queued++] = seat;
  pthread_mutex_unlock(&group.lock);
  if (!first) {
    sem_wait(&seat->woken);
    if (!seat->leads) return;
  }
  lead(seat);
}

#endif
