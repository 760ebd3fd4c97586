// The objects of a PDF, to look at: what Go calls.
#include <stddef.h>
typedef struct {
	int kind, len, stream;
	int num, gen; // of the object that is referred to; 0 for one that stands where it is
	double number;
} rantau_seen;
struct fz_context;
struct fz_document;
struct pdf_document;
struct pdf_obj;
struct pdf_document *rantau_pdf(struct fz_context *ctx, struct fz_document *doc);
int rantau_pages(struct fz_context *ctx, struct pdf_document *pdf);
int rantau_repaired(struct fz_context *ctx, struct pdf_document *pdf);
int rantau_objects(struct fz_context *ctx, struct pdf_document *pdf);
struct pdf_obj *rantau_trailer(struct fz_context *ctx, struct pdf_document *pdf);
struct pdf_obj *rantau_page(struct fz_context *ctx, struct pdf_document *pdf, int number);
void rantau_look(struct fz_context *ctx, struct pdf_obj *obj, rantau_seen *out);
struct pdf_obj *rantau_key(struct fz_context *ctx, struct pdf_obj *obj, const char *key);
struct pdf_obj *rantau_item(struct fz_context *ctx, struct pdf_obj *obj, int i);
struct pdf_obj *rantau_entry(struct fz_context *ctx, struct pdf_obj *obj, int i, const char **key);
const char *rantau_bytes(struct fz_context *ctx, struct pdf_obj *obj, size_t *n);
char *rantau_print(struct fz_context *ctx, struct pdf_obj *obj, size_t *n);
unsigned char *rantau_rewrite(struct fz_context *ctx, struct pdf_document *pdf, size_t *n);
void rantau_free(struct fz_context *ctx, void *p);
