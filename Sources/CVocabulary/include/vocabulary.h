#include <stddef.h>

/// The text of all files under vocabulary, one after another, as it stood when the program was built: in the binary, wherever it is copied.
const unsigned char *_Nonnull default_vocabulary(void);
size_t default_vocabulary_size(void);
