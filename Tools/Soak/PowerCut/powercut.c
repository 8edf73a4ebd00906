#define _GNU_SOURCE
#include "powercut.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Calls that another library of the process makes through its linkage table come here; the kernel is asked
 * directly, so that nothing is called that is replaced here. */

enum { MOST = 4096 };
enum { WATCHED = 1, SYNCED_WRITES = 2, APPENDING = 4, LOCKS = 8 };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static uint8_t watched[MOST];
static char root[PATH_MAX];
static size_t root_length;
static int record_file = -1;
static uint64_t records;
static unsigned short dice[3];

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("POWERCUT_ROOT"), *name = getenv("POWERCUT_LOG");
  if (!folder || !name || !realpath(folder, root)) return;
  root_length = strlen(root);
  int file = (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  record_file = (int)syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, MOST / 2);
  if (record_file < 0) record_file = file;
  dice[0] = (unsigned short)getpid();
}

static bool is_watched(int fd) { return record_file >= 0 && fd >= 0 && fd < MOST && watched[fd] & WATCHED; }

/* Held by the caller: `order`. */
static void note(int kind, int flags, int fd, uint64_t number, const void *a, size_t a_length, const void *b,
                 size_t b_length) {
  struct powercut_record head = {(uint8_t)kind, (uint8_t)flags, 0, fd, number, (uint32_t)a_length, (uint32_t)b_length};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)a, a_length}, {(void *)b, b_length}};
  int kept = errno;
  if (syscall(SYS_writev, record_file, parts, 3) != (long)(sizeof head + a_length + b_length)) abort();
  records++;
  errno = kept;
}

static void note_escape(const char *what) { note(POWERCUT_ESCAPE, 0, -1, 0, what, strlen(what), NULL, 0); }

/* The path below the root, without a slash before it; false for what is not watched. */
static bool below_root(int folder, const char *path, char *out) {
  char full[PATH_MAX], parent[PATH_MAX], link[64];
  if (record_file < 0) return false;
  if (path[0] == '/') {
    snprintf(full, sizeof full, "%s", path);
  } else {
    char base[PATH_MAX];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    long length = syscall(SYS_readlink, link, base, sizeof base - 1);
    if (length < 0) return false;
    base[length] = 0;
    if (snprintf(full, sizeof full, "%s/%s", base, path) >= (int)sizeof full) return false;
  }
  size_t end = strlen(full);
  while (end > 1 && full[end - 1] == '/') full[--end] = 0;
  char *name = strrchr(full, '/');
  if (!name) return false;
  *name++ = 0;
  if (!realpath(full[0] ? full : "/", parent)) return false;
  size_t length = strlen(parent);
  if (strncmp(parent, root, length < root_length ? length : root_length) != 0) return false;
  if (length < root_length) {
    char whole[PATH_MAX];
    if (snprintf(whole, sizeof whole, "%s/%s", length > 1 ? parent : "", name) >= (int)sizeof whole) return false;
    if (strcmp(whole, root) != 0) return false;
    out[0] = 0;
    return true;
  }
  if (parent[root_length] && parent[root_length] != '/') return false;
  const char *inside = parent + root_length + (parent[root_length] == '/');
  return snprintf(out, PATH_MAX, "%s%s%s", inside, *inside ? "/" : "", name) < PATH_MAX;
}

#define ORDERED pthread_mutex_lock(&order)
#define DONE pthread_mutex_unlock(&order)

/* MARK: opening and closing */

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  char inside[PATH_MAX];
  if (!below_root(folder, path, inside)) return (int)syscall(SYS_openat, folder, path, flags, mode);
  ORDERED;
  struct stat facts;
  bool was = syscall(SYS_newfstatat, folder, path, &facts, 0) == 0;
  int fd = (int)syscall(SYS_openat, folder, path, flags & ~(O_DSYNC | (O_SYNC & ~O_DSYNC)), mode);
  if (fd >= 0 && fd < MOST) {
    size_t length = strlen(inside);
    bool is_lock = (length >= 8 && strcmp(inside + length - 8, "lock.mdb") == 0) || strstr(inside, "views/folding");
    watched[fd] = WATCHED | (flags & O_DSYNC ? SYNCED_WRITES : 0) | (flags & O_APPEND ? APPENDING : 0) | (is_lock ? LOCKS : 0);
    int marks = (was ? 0 : POWERCUT_CREATED) | (flags & O_TRUNC ? POWERCUT_TRUNCATED : 0) |
                (was && S_ISDIR(facts.st_mode) ? POWERCUT_FOLDER : 0);
    if ((flags & O_TMPFILE) == O_TMPFILE) note_escape("a file without a name");
    note(POWERCUT_OPEN, marks, fd, mode, inside, length, NULL, 0);
  } else if (fd >= MOST) {
    note_escape("more open files than are watched");
  }
  DONE;
  return fd;
}

#define MODE                                                                                                           \
  mode_t mode = 0;                                                                                                     \
  if (flags & O_CREAT) {                                                                                               \
    va_list rest;                                                                                                      \
    va_start(rest, flags);                                                                                             \
    mode = va_arg(rest, mode_t);                                                                                       \
    va_end(rest);                                                                                                      \
  }
int open(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return open_at(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

int close(int fd) {
  if (fd == record_file && fd >= 0) return 0;
  if (!is_watched(fd)) return (int)syscall(SYS_close, fd);
  ORDERED;
  watched[fd] = 0;
  note(POWERCUT_CLOSE, 0, fd, 0, NULL, 0, NULL, 0);
  int result = (int)syscall(SYS_close, fd);
  DONE;
  return result;
}

static int copied(int from, int to) {
  if (to >= 0 && is_watched(from)) {
    ORDERED;
    note_escape("a second descriptor of one file");
    DONE;
  }
  return to;
}
int dup(int fd) { return copied(fd, (int)syscall(SYS_dup, fd)); }
int dup2(int fd, int to) { return copied(fd, (int)syscall(SYS_dup2, fd, to)); }

/* MARK: writing */

static ssize_t write_at(int fd, const struct iovec *parts, int count, off_t offset, bool here) {
  ORDERED;
  struct stat facts;
  if (here) offset = watched[fd] & APPENDING && syscall(SYS_fstat, fd, &facts) == 0 ? facts.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
  ssize_t done = here ? syscall(SYS_writev, fd, parts, count) : syscall(SYS_pwritev, fd, parts, count, offset, 0);
  ssize_t left = done;
  uint64_t place = (uint64_t)offset;
  int marks = watched[fd] & SYNCED_WRITES ? POWERCUT_DSYNC : 0;
  for (int index = 0; index < count && left > 0; index++) {
    size_t length = parts[index].iov_len < (size_t)left ? parts[index].iov_len : (size_t)left;
    if (length) note(POWERCUT_WRITE, marks, fd, place, parts[index].iov_base, length, NULL, 0);
    place += length;
    left -= (ssize_t)length;
  }
  DONE;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  struct iovec part = {(void *)bytes, count};
  if (is_watched(fd)) return write_at(fd, &part, 1, 0, true);
  if (fd != 1 || record_file < 0) return syscall(SYS_write, fd, bytes, count);
  ORDERED;
  note(POWERCUT_SAID, 0, fd, 0, bytes, count, NULL, 0);
  ssize_t done = syscall(SYS_write, fd, bytes, count);
  DONE;
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  struct iovec part = {(void *)bytes, count};
  return is_watched(fd) ? write_at(fd, &part, 1, offset, false) : syscall(SYS_pwrite64, fd, bytes, count, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return pwrite(fd, bytes, count, offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
  return is_watched(fd) ? write_at(fd, parts, count, 0, true) : syscall(SYS_writev, fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return is_watched(fd) ? write_at(fd, parts, count, offset, false) : syscall(SYS_pwritev, fd, parts, count, offset, 0);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev(fd, parts, count, offset); }

int ftruncate(int fd, off_t length) {
  if (!is_watched(fd)) return (int)syscall(SYS_ftruncate, fd, length);
  ORDERED;
  int result = (int)syscall(SYS_ftruncate, fd, length);
  if (result == 0) note(POWERCUT_TRUNCATE, 0, fd, (uint64_t)length, NULL, 0, NULL, 0);
  DONE;
  return result;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

static void escape_if(bool so, const char *what) {
  if (!so) return;
  ORDERED;
  note_escape(what);
  DONE;
}
int fallocate(int fd, int mode, off_t offset, off_t length) {
  escape_if(is_watched(fd) && !(watched[fd] & LOCKS), "room that is taken beforehand");
  return (int)syscall(SYS_fallocate, fd, mode, offset, length);
}
int fallocate64(int fd, int mode, off_t offset, off_t length) { return fallocate(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return fallocate(fd, 0, offset, length) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off_t offset, off_t length) { return posix_fallocate(fd, offset, length); }
ssize_t copy_file_range(int from, off_t *at, int to, off_t *place, size_t count, unsigned flags) {
  escape_if(is_watched(to), "a copy within the kernel");
  return syscall(SYS_copy_file_range, from, at, to, place, count, flags);
}
ssize_t sendfile(int to, int from, off_t *at, size_t count) {
  escape_if(is_watched(to), "a copy within the kernel");
  return syscall(SYS_sendfile, to, from, at, count);
}
ssize_t sendfile64(int to, int from, off_t *at, size_t count) { return sendfile(to, from, at, count); }
void *mmap(void *place, size_t length, int protection, int flags, int fd, off_t offset) {
  bool writes = is_watched(fd) && flags & MAP_SHARED && protection & PROT_WRITE;
  /* What lock.mdb holds is made anew by the first process that opens it; what views/folding holds is believed only
   * where a signal has marked it, which no power cut does. */
  escape_if(writes && !(watched[fd] & LOCKS), "a map that can be written to");
  return (void *)syscall(SYS_mmap, place, length, protection, flags, fd, offset);
}
void *mmap64(void *place, size_t length, int protection, int flags, int fd, off_t offset) {
  return mmap(place, length, protection, flags, fd, offset);
}

/* MARK: syncing */

static int settle(int fd, int call) {
  if (!is_watched(fd)) return (int)syscall(call, fd);
  ORDERED;
  uint64_t begun = records;
  long pause = nrand48(dice) % 400;
  DONE;
  usleep((useconds_t)pause);
  ORDERED;
  if (is_watched(fd)) note(POWERCUT_SYNC, 0, fd, begun, NULL, 0, NULL, 0);
  DONE;
  return 0;
}
int fsync(int fd) { return settle(fd, SYS_fsync); }
int fdatasync(int fd) { return settle(fd, SYS_fdatasync); }
void sync(void) { escape_if(record_file >= 0, "a sync of all disks"); }
int syncfs(int fd) {
  escape_if(is_watched(fd), "a sync of a whole disk");
  return (int)syscall(SYS_syncfs, fd);
}

/* MARK: names */

static int move(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char a[PATH_MAX], b[PATH_MAX];
  bool leaves = below_root(from_folder, from, a), comes = below_root(to_folder, to, b);
  if (!leaves && !comes) return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  ORDERED;
  int result = (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  if (result == 0) {
    if (!leaves || !comes || flags & ~1u) note_escape("a renaming across the edge, or an exchange");
    note(POWERCUT_RENAME, 0, -1, 0, a, strlen(a), b, strlen(b));
  }
  DONE;
  return result;
}
int rename(const char *from, const char *to) { return move(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return move(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return move(a, from, b, to, flags); }

static int join(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  char a[PATH_MAX], b[PATH_MAX];
  bool leaves = below_root(from_folder, from, a), comes = below_root(to_folder, to, b);
  ORDERED;
  int result = (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
  if (result == 0 && leaves && comes) note(POWERCUT_LINK, 0, -1, 0, a, strlen(a), b, strlen(b));
  DONE;
  return result;
}
int link(const char *from, const char *to) { return join(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return join(a, from, b, to, flags); }

static int take_out(int folder, const char *path, int flags) {
  char inside[PATH_MAX];
  if (!below_root(folder, path, inside)) return (int)syscall(SYS_unlinkat, folder, path, flags);
  ORDERED;
  int result = (int)syscall(SYS_unlinkat, folder, path, flags);
  if (result == 0) note(flags & AT_REMOVEDIR ? POWERCUT_RMDIR : POWERCUT_UNLINK, 0, -1, 0, inside, strlen(inside), NULL, 0);
  DONE;
  return result;
}
int unlink(const char *path) { return take_out(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return take_out(folder, path, flags); }
int rmdir(const char *path) { return take_out(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  int result = unlink(path);
  return result != 0 && errno == EISDIR ? rmdir(path) : result;
}

int mkdirat(int folder, const char *path, mode_t mode) {
  char inside[PATH_MAX];
  if (!below_root(folder, path, inside)) return (int)syscall(SYS_mkdirat, folder, path, mode);
  ORDERED;
  int result = (int)syscall(SYS_mkdirat, folder, path, mode);
  if (result == 0) note(POWERCUT_MKDIR, 0, -1, mode, inside, strlen(inside), NULL, 0);
  DONE;
  return result;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
