#include "CNATS.h"

#include <dlfcn.h>
#include <stdio.h>

static int failed(char *problem, size_t room) {
  const char *said = dlerror();
  snprintf(problem, room, "%s", said ? said : "unknown");
  return -1;
}

int cnats_open(struct cnats *functions, char *problem, size_t room) {
  void *library = dlopen("libnats.so.3.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return failed(problem, room);
#define CNATS_FIND(name) \
  if (!(functions->name = (__typeof__(functions->name))dlsym(library, #name))) return failed(problem, room);
  CNATS_FUNCTIONS(CNATS_FIND)
#undef CNATS_FIND
  return 0;
}
