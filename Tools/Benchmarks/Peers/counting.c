// Counts what a program asks of the heap: LD_PRELOAD=counting.so, and the number stands on standard error at
// its end.
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_ulong asked;

void *malloc(size_t size) { asked++; return __libc_malloc(size); }
void *calloc(size_t count, size_t size) { asked++; return __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { asked++; return __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { asked++; return __libc_memalign(alignment, size); }

__attribute__((destructor)) static void tell(void) { fprintf(stderr, "allocations %lu\n", asked); }
