// The one-purpose functions of SHA-256 are deprecated in favour of others that look their algorithm up at every
// call, which costs more than hashing an event.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/err.h>
#include <openssl/sha.h>

/// SHA-256 of one byte and two pieces after it, into 32 bytes. Allocates nothing.
static inline void sha256_joined(unsigned char prefix, const void *first, size_t first_count,
                                 const void *second, size_t second_count, void *output) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, &prefix, 1);
  if (first_count) SHA256_Update(&context, first, first_count);
  if (second_count) SHA256_Update(&context, second, second_count);
  SHA256_Final(output, &context);
}
#include <sys/prctl.h>

/* Swift cannot call a function that takes what arguments it likes. */
static inline int end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0); }
static inline int make_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
