/* Lets the thread sanitizer see Swift's Mutex. Its quick path is compiled into whoever locks; where it must wait,
 * it does so in a library that the sanitizer does not watch, and all that the lock guards would be taken for
 * unguarded. So the waiting is wrapped, and the sanitizer told when the lock is had and when it is let go of. */
#define _GNU_SOURCE
#include "watching.h"
#include <dlfcn.h>
#include <stdint.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall)) void
#define SELF __attribute__((swift_context)) void *mutex

void __tsan_acquire(void *place);
void __tsan_release(void *place);
SWIFT lock_slowly(uint32_t thread, SELF) __asm__(LOCK);
SWIFT unlock_slowly(SELF) __asm__(UNLOCK);
typedef SWIFT (*locking)(uint32_t, SELF);
typedef SWIFT (*unlocking)(SELF);

SWIFT lock_slowly(uint32_t thread, SELF) {
  ((locking)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT unlock_slowly(SELF) {
  __tsan_release(mutex);
  ((unlocking)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
#endif
#endif
