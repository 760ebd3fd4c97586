// What is declared here is of MuPDF 1.24.9, as go-fitz 1.24.15 brings it: cgo can't reach
// the header files of another module. TestVersion holds that it is that one.
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct fz_context fz_context;
typedef struct fz_document fz_document;
typedef struct fz_stream fz_stream;
typedef struct fz_page fz_page;
typedef struct fz_device fz_device;
typedef struct fz_pixmap fz_pixmap;
typedef struct fz_colorspace fz_colorspace;
typedef struct fz_cookie fz_cookie;
typedef struct { float x, y; } fz_point;
typedef struct { float x0, y0, x1, y1; } fz_rect;
typedef struct { int x0, y0, x1, y1; } fz_irect;
typedef struct { float a, b, c, d, e, f; } fz_matrix;
typedef struct { fz_point ul, ur, ll, lr; } fz_quad;
typedef struct { int chapter, page; } fz_location;

typedef struct { int flags; float scale; } fz_stext_options;
typedef struct fz_stext_char {
	int c, bidi, color;
	fz_point origin;
	fz_quad quad;
	float size;
	void *font;
	struct fz_stext_char *next;
} fz_stext_char;
typedef struct fz_stext_line {
	int wmode;
	fz_point dir;
	fz_rect bbox;
	fz_stext_char *first_char, *last_char;
	struct fz_stext_line *prev, *next;
} fz_stext_line;
typedef struct fz_stext_block {
	int type; // 0 is text
	fz_rect bbox;
	union {
		struct { fz_stext_line *first_line, *last_line; } t;
		struct { fz_matrix transform; void *image; } i;
	} u;
	struct fz_stext_block *prev, *next;
} fz_stext_block;
typedef struct {
	void *pool;
	fz_rect mediabox;
	fz_stext_block *first_block, *last_block;
} fz_stext_page;

typedef struct fz_link {
	int refs;
	struct fz_link *next;
	fz_rect rect;
	char *uri;
} fz_link;

#if defined(__unix) || defined(__APPLE__)
typedef sigjmp_buf fz_jmp_buf;
#define fz_setjmp(BUF) sigsetjmp(BUF, 0)
#else
typedef jmp_buf fz_jmp_buf;
#define fz_setjmp(BUF) setjmp(BUF)
#endif
fz_jmp_buf *fz_push_try(fz_context *ctx);
int fz_do_try(fz_context *ctx);
int fz_do_always(fz_context *ctx);
int fz_do_catch(fz_context *ctx);
#define fz_try(ctx) if (!fz_setjmp(*fz_push_try(ctx))) if (fz_do_try(ctx)) do
#define fz_always(ctx) while (0); if (fz_do_always(ctx)) do
#define fz_catch(ctx) while (0); if (fz_do_catch(ctx))

fz_context *fz_new_context_imp(const void *alloc, const void *locks, size_t max_store, const char *version);
void fz_drop_context(fz_context *ctx);
void fz_register_document_handlers(fz_context *ctx);
typedef void *fz_system_font_fn(fz_context *ctx, const char *name, int bold, int italic, int exact);
typedef void *fz_system_cjk_fn(fz_context *ctx, const char *name, int ordering, int serif);
typedef void *fz_fallback_fn(fz_context *ctx, int script, int language, int serif, int bold, int italic);
void fz_install_load_system_font_funcs(fz_context *ctx, fz_system_font_fn *f, fz_system_cjk_fn *cjk, fz_fallback_fn *fallback);
void *fz_new_font_from_memory(fz_context *ctx, const char *name, const unsigned char *data, int len, int index, int use_glyph_bbox);
fz_stream *fz_open_file_ptr_no_close(fz_context *ctx, FILE *file);
void fz_drop_stream(fz_context *ctx, fz_stream *stm);
fz_document *fz_open_document_with_stream(fz_context *ctx, const char *magic, fz_stream *stream);
int fz_needs_password(fz_context *ctx, fz_document *doc);
int fz_has_permission(fz_context *ctx, fz_document *doc, int p);
int fz_authenticate_password(fz_context *ctx, fz_document *doc, const char *password);
fz_page *fz_load_page(fz_context *ctx, fz_document *doc, int number);
void fz_drop_page(fz_context *ctx, fz_page *page);
fz_rect fz_bound_page(fz_context *ctx, fz_page *page);
fz_rect fz_transform_rect(fz_rect rect, fz_matrix m);
fz_irect fz_round_rect(fz_rect rect);
fz_colorspace *fz_device_rgb(fz_context *ctx);
fz_pixmap *fz_new_pixmap_with_bbox_and_data(fz_context *ctx, fz_colorspace *cs, fz_irect bbox, void *seps, int alpha, unsigned char *samples);
void fz_clear_pixmap_with_value(fz_context *ctx, fz_pixmap *pix, int value);
void fz_drop_pixmap(fz_context *ctx, fz_pixmap *pix);
fz_device *fz_new_draw_device(fz_context *ctx, fz_matrix transform, fz_pixmap *dest);
void fz_enable_device_hints(fz_context *ctx, fz_device *dev, int hints);
void fz_close_device(fz_context *ctx, fz_device *dev);
void fz_drop_device(fz_context *ctx, fz_device *dev);
void fz_run_page(fz_context *ctx, fz_page *page, fz_device *dev, fz_matrix transform, fz_cookie *cookie);
fz_stext_page *fz_new_stext_page(fz_context *ctx, fz_rect mediabox);
fz_device *fz_new_stext_device(fz_context *ctx, fz_stext_page *page, const fz_stext_options *options);
void fz_drop_stext_page(fz_context *ctx, fz_stext_page *page);
fz_link *fz_load_links(fz_context *ctx, fz_page *page);
void fz_drop_link(fz_context *ctx, fz_link *link);
int fz_is_external_link(fz_context *ctx, const char *uri);
fz_location fz_resolve_link(fz_context *ctx, fz_document *doc, const char *uri, float *xp, float *yp);
int fz_page_number_from_location(fz_context *ctx, fz_document *doc, fz_location loc);
