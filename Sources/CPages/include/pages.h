#pragma once
#include <stddef.h>

/// A file of the web pages as it stood when the program was built: in the binary, wherever it is copied.
struct page_file {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

extern const size_t page_file_count;
struct page_file page_file(size_t index);
