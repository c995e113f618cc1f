/* Truecopy for other languages: the C ABI of libTruecopyC.

   Rules that hold for every function
   - What is handed in is borrowed: it is neither changed, kept nor released, and must stay as it is
     until the call returns. (The stream of truecopy_find is the one exception; see there.)
   - What is handed out belongs to the caller: Arrow structs are released by their `release`, bytes
     by truecopy_bytes_free, errors by truecopy_error_free. On failure nothing is handed out but the
     error, and what an output points to is zeroed.
   - The result is TRUECOPY_OK or a code; with a code, `error` (which may be NULL) says in words what
     is wrong and, where that is known, what to do. No input makes a function abort, as long as the
     pointers are what they are said to be.
   - Any number of threads may call at once. Nothing is shared between calls.
   - Text is UTF-8 with its length in bytes, NULs allowed. Text that is not UTF-8 is read as
     Windows-1252, as the program does. Positions are Unicode scalars, end exclusive.
   - `threads` below 1 means 1. No result depends on it.

   Batches are Arrow record batches (format "+s") by the C Data Interface. Columns are found by name;
   others are left alone. Text columns may be utf8 or large_utf8, bytes binary or large_binary,
   numbers int32 or int64, lists list or large_list; slices and offsets are heeded. Views,
   dictionaries and all else are refused with TRUECOPY_BAD_INPUT. Batches handed out use utf8,
   binary, int32, int64, float64 and list. A null text is an empty text. */
#ifndef TRUECOPY_H
#define TRUECOPY_H

#include <stddef.h>
#include <stdint.h>

#include "../CArrow/arrow_c.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The number of this ABI. It changes when a function, a column or the layout of packed bytes does
   in a way that callers notice; functions and columns may be added without. */
#define TRUECOPY_ABI 1
int32_t truecopy_abi(void);

/* The version of the program, such as "0.1.0". Lives as long as the library. */
const char *truecopy_version(void);

enum {
  TRUECOPY_OK = 0,
  TRUECOPY_BAD_INPUT = 1, /* an argument, a batch or a text is not what it must be */
  TRUECOPY_TROUBLE = 2,   /* a file could not be read or written */
  TRUECOPY_STOPPED = 3    /* a progress function asked to stop */
};

typedef struct {
  int32_t code;
  char *message; /* what is wrong, NULL for nothing */
  char *hint;    /* what to do about it, or NULL */
} truecopy_error;
void truecopy_error_free(truecopy_error *error);

typedef struct {
  char *bytes; /* count bytes and a NUL behind them */
  size_t count;
} truecopy_bytes;
void truecopy_bytes_free(truecopy_bytes *bytes);

/* ---- Texts ---- */

typedef struct {
  const char *name; /* NUL-terminated; what messages and documents call it */
  const char *text;
  size_t count;
} truecopy_text;

/* Each gives the document that the verb of that name gives with --format json (Schemas/).
   `base` is the place of the base among the texts; -1 leaves it to the program.
   `published` is a day such as 2017-04-10, or NULL. `against` is a copy, or NULL. */
int32_t truecopy_compare(const truecopy_text *texts, size_t count, int64_t base,
                         truecopy_bytes *out, truecopy_error *error);
int32_t truecopy_check(const truecopy_text *texts, size_t count, truecopy_bytes *out,
                       truecopy_error *error);
int32_t truecopy_restore(const truecopy_text *texts, size_t count, int64_t base,
                         truecopy_bytes *out, truecopy_error *error);
int32_t truecopy_statements(const truecopy_text *text, const truecopy_text *against,
                            const char *published, int32_t narrated, truecopy_bytes *out,
                            truecopy_error *error);

/* ---- Batches ---- */

/* How sound each text is, from itself alone.
   in:  text
   out: condition float64 (1 as printed, 0 a ruin), faults utf8 (a JSON object: kind -> count) */
int32_t truecopy_conditions(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                            int32_t threads, struct ArrowSchema *out_schema,
                            struct ArrowArray *out, truecopy_error *error);

/* What `find` would say of each two texts if they were a pile of their own.
   in:  a, b (texts)
   out: relation utf8 (exact, near, contained, partial; null where they share too little),
        coverage_a, coverage_b, identity float64, words int64, passages list<int64>
        (a_start, a_end, b_start, b_end of each, one after another); all null where relation is */
int32_t truecopy_verify(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                        int32_t threads, struct ArrowSchema *out_schema, struct ArrowArray *out,
                        truecopy_error *error);

/* ---- Piles ---- */

/* Called on the calling thread with what is being done; other than 0 stops the run. */
typedef int32_t (*truecopy_progress)(void *context, const char *stage, int64_t done,
                                     int64_t total);

typedef struct {
  size_t size;            /* sizeof(truecopy_find_options): later fields may be added */
  const char *out;        /* the folder to write to; must not be NULL */
  const char *const *paths; /* files and folders to read where there is no stream */
  size_t path_count;
  const char *name;       /* what issues call the input; NULL for "table" */
  const char *id_field;   /* NULL for "id"; a row without one is named by its number */
  const char *text_field; /* NULL for "text" */
  const char *keep;       /* best, first, longest, earliest; NULL for best */
  const char *index;      /* the index to write, or NULL */
  const char *against;    /* the index to search, or NULL */
  int32_t adds;           /* whether texts are added to `against` */
  int32_t threads;
  int64_t memory;         /* bytes, as --memory; 0 for the program's own */
  truecopy_progress progress; /* or NULL */
  void *context;
} truecopy_find_options;

/* `truecopy find` over an Arrow stream, or over `paths` if it is NULL: writes its files into `out`.
   The stream's batches need the two fields; `published` or `date` is read where it is there.
   Batches are taken one at a time and released before the next. The stream is moved from: this
   function releases it, whatever happens. */
int32_t truecopy_find(struct ArrowArrayStream *stream, const truecopy_find_options *options,
                      truecopy_error *error);

/* The rows of a batch as JSON Lines, for programs that read these: an object each, of its id and
   text fields and, where it has a date, `published`; nulls are left out. */
int32_t truecopy_lines(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                       const char *id_field, const char *text_field, truecopy_bytes *out,
                       truecopy_error *error);

/* ---- The stages of a search among many machines: Guides/spark-design.md ---- */

/* Every number the search goes by, as a JSON object. */
int32_t truecopy_settings(truecopy_bytes *out, truecopy_error *error);

/* How many bits of a gram tell grams apart in a pile of so many records (the sum of `records`
   below over all texts, equal ones too). Two grams are one gram of the pile if they are equal in
   (gram >> 14) and in the lowest so many bits. */
int32_t truecopy_gram_bits(int64_t records);

/* What is kept of each text.
   in:  text
   out: key binary (12 bytes: equal texts have equal keys, and ascending keys are the working order),
        length int32 (letters and digits), records int32, fingerprint binary,
        grams list<int64>, followers list<int64> (of each gram in order; 0: no gram follows),
        positions list<int32> (where each gram stands, in letters and digits) */
int32_t truecopy_fingerprints(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                              int32_t threads, struct ArrowSchema *out_schema,
                              struct ArrowArray *out, truecopy_error *error);

/* What candidate pairs say of the grams they met by; a comes after b in working order.
   in:  a, b binary (fingerprints), questions list<int32>: the place of a gram in a's list times 4,
        plus 1 if b is the first text that has the gram, or the last before a that has it,
        plus 2 if b is the last before a that has the gram with the same follower
   out: passage int32 (1 if the two share a passage; else they are no candidates any more),
        grams list<int32> (the places of the grams the pair votes for),
        edges list<int32> (of those it votes for together with their followers) */
int32_t truecopy_votes(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                       int32_t gram_bits, int32_t threads, struct ArrowSchema *out_schema,
                       struct ArrowArray *out, truecopy_error *error);

/* What the whole pile says of each text.
   in:  fingerprint binary, copies list<int64> (of each gram in order: the texts that have it, equal
        ones each; 0 where it is boilerplate; -1 where no other different text has it),
        edge_carriers list<int64> (the different texts that have it with the same follower;
        0 where that is boilerplate or fewer than two)
   out: evidence binary (8 bytes, the fingerprint as it was given, and what the pile says of the text),
        weight int64 */
int32_t truecopy_evidence(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                          int32_t gram_bits, int32_t threads, struct ArrowSchema *out_schema,
                          struct ArrowArray *out, truecopy_error *error);

/* What pairs that share a passage are to each other.
   in:  a, b binary (evidence)
   out: ground utf8 (copy, excerpt, overlap; null for nothing but boilerplate, or too little) */
int32_t truecopy_grounds(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                         int32_t gram_bits, int32_t threads, struct ArrowSchema *out_schema,
                         struct ArrowArray *out, truecopy_error *error);

/* Settles texts that have nothing to do with the rest of the pile: all that hang together by pairs
   with a ground, or by equal keys, must be in the batch; any number of such groups may be. The order
   of the rows matters for keep = "first" alone.
   in:  id, text, published (utf8, may be missing), evidence binary (of equal texts the same),
        partners list<int32> (rows of the batch: of the candidate pairs that share a passage, each in
        either or both of its rows)
   out: file utf8 (links, clusters, keep, drop), line utf8 (as `find` writes it, without the line end) */
int32_t truecopy_settle(const struct ArrowSchema *schema, const struct ArrowArray *batch,
                        int32_t gram_bits, const char *keep, int32_t threads,
                        struct ArrowSchema *out_schema, struct ArrowArray *out,
                        truecopy_error *error);

#ifdef __cplusplus
}
#endif

#endif
