// What Go calls.
#include <stddef.h>
typedef struct { int width, height; unsigned char *samples; } rantau_image;
typedef struct { float x0, y0, x1, y1; int c, ends; } rantau_char;
typedef struct { float x0, y0, x1, y1, x, y; int page; char *uri; } rantau_link;
struct fz_context;
struct fz_document;
struct fz_stream;
int rantau_open(int fd, const char *magic, size_t store, const char *version, struct fz_context **ctx, struct fz_document **doc, struct fz_stream **stream);
void rantau_fall_back(struct fz_context *ctx, const unsigned char *face, int size);
int rantau_needs_password(struct fz_context *ctx, struct fz_document *doc);
int rantau_may_print(struct fz_context *ctx, struct fz_document *doc);
int rantau_authenticate(struct fz_context *ctx, struct fz_document *doc, const char *password);
int rantau_render(struct fz_context *ctx, struct fz_document *doc, int page, float scale, int quarters, rantau_image *out);
int rantau_chars(struct fz_context *ctx, struct fz_document *doc, int page, int most, rantau_char **out);
int rantau_links(struct fz_context *ctx, struct fz_document *doc, int page, int most, rantau_link **out);
int rantau_resolve(struct fz_context *ctx, struct fz_document *doc, const char *uri);
void rantau_drop_links(rantau_link *all, int n);
