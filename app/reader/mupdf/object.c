#include "more.h"
#include "object.h"

// As more.h, of MuPDF 1.24.9.
typedef struct pdf_document pdf_document;
typedef struct pdf_obj pdf_obj;
typedef struct fz_buffer fz_buffer;
typedef struct fz_output fz_output;
pdf_document *pdf_specifics(fz_context *ctx, fz_document *doc);
int pdf_count_pages(fz_context *ctx, pdf_document *doc);
int pdf_was_repaired(fz_context *ctx, pdf_document *doc);
int pdf_xref_len(fz_context *ctx, pdf_document *doc);
pdf_obj *pdf_trailer(fz_context *ctx, pdf_document *doc);
pdf_obj *pdf_lookup_page_obj(fz_context *ctx, pdf_document *doc, int number);
int pdf_is_bool(fz_context *ctx, pdf_obj *obj);
int pdf_is_number(fz_context *ctx, pdf_obj *obj);
int pdf_is_name(fz_context *ctx, pdf_obj *obj);
int pdf_is_string(fz_context *ctx, pdf_obj *obj);
int pdf_is_array(fz_context *ctx, pdf_obj *obj);
int pdf_is_dict(fz_context *ctx, pdf_obj *obj);
int pdf_is_stream(fz_context *ctx, pdf_obj *obj);
int pdf_is_indirect(fz_context *ctx, pdf_obj *obj);
int pdf_to_bool(fz_context *ctx, pdf_obj *obj);
float pdf_to_real(fz_context *ctx, pdf_obj *obj);
const char *pdf_to_name(fz_context *ctx, pdf_obj *obj);
const char *pdf_to_string(fz_context *ctx, pdf_obj *obj, size_t *n);
int pdf_to_num(fz_context *ctx, pdf_obj *obj);
int pdf_to_gen(fz_context *ctx, pdf_obj *obj);
int pdf_array_len(fz_context *ctx, pdf_obj *obj);
pdf_obj *pdf_array_get(fz_context *ctx, pdf_obj *obj, int i);
int pdf_dict_len(fz_context *ctx, pdf_obj *obj);
pdf_obj *pdf_dict_get_key(fz_context *ctx, pdf_obj *obj, int i);
pdf_obj *pdf_dict_get_val(fz_context *ctx, pdf_obj *obj, int i);
pdf_obj *pdf_dict_gets(fz_context *ctx, pdf_obj *obj, const char *key);
pdf_obj *pdf_keep_obj(fz_context *ctx, pdf_obj *obj);
char *pdf_sprint_obj(fz_context *ctx, char *buf, size_t cap, size_t *len, pdf_obj *obj, int tight, int ascii);
extern const char pdf_default_write_options[]; // a structure that is only passed on
void pdf_write_document(fz_context *ctx, pdf_document *doc, fz_output *out, const void *options);
fz_buffer *fz_new_buffer(fz_context *ctx, size_t n);
size_t fz_buffer_extract(fz_context *ctx, fz_buffer *buf, unsigned char **data);
void fz_drop_buffer(fz_context *ctx, fz_buffer *buf);
fz_output *fz_new_output_with_buffer(fz_context *ctx, fz_buffer *buf);
void fz_close_output(fz_context *ctx, fz_output *out);
void fz_drop_output(fz_context *ctx, fz_output *out);
void fz_free(fz_context *ctx, void *p);

// What is given is kept and never let go of: who looks at a file like this ends with it.
#define LOOK(type, none, what) \
	type volatile found = none; \
	fz_try(ctx) { what; } \
	fz_catch(ctx) { return none; } \
	return found;

struct pdf_document *rantau_pdf(fz_context *ctx, fz_document *doc) {
	LOOK(pdf_document *, NULL, found = pdf_specifics(ctx, doc))
}

int rantau_pages(fz_context *ctx, pdf_document *pdf) { LOOK(int, 0, found = pdf_count_pages(ctx, pdf)) }

int rantau_repaired(fz_context *ctx, pdf_document *pdf) { LOOK(int, 1, found = pdf_was_repaired(ctx, pdf)) }

int rantau_objects(fz_context *ctx, pdf_document *pdf) { LOOK(int, 0, found = pdf_xref_len(ctx, pdf)) }

pdf_obj *rantau_trailer(fz_context *ctx, pdf_document *pdf) {
	LOOK(pdf_obj *, NULL, found = pdf_keep_obj(ctx, pdf_trailer(ctx, pdf)))
}

pdf_obj *rantau_page(fz_context *ctx, pdf_document *pdf, int number) {
	LOOK(pdf_obj *, NULL, found = pdf_keep_obj(ctx, pdf_lookup_page_obj(ctx, pdf, number)))
}

pdf_obj *rantau_key(fz_context *ctx, pdf_obj *obj, const char *key) {
	LOOK(pdf_obj *, NULL, found = pdf_keep_obj(ctx, pdf_dict_gets(ctx, obj, key)))
}

pdf_obj *rantau_item(fz_context *ctx, pdf_obj *obj, int i) {
	LOOK(pdf_obj *, NULL, found = pdf_keep_obj(ctx, pdf_array_get(ctx, obj, i)))
}

pdf_obj *rantau_entry(fz_context *ctx, pdf_obj *obj, int i, const char **key) {
	*key = "";
	LOOK(pdf_obj *, NULL, *key = pdf_to_name(ctx, pdf_dict_get_key(ctx, obj, i)); found = pdf_keep_obj(ctx, pdf_dict_get_val(ctx, obj, i)))
}

void rantau_look(fz_context *ctx, pdf_obj *obj, rantau_seen *out) {
	memset(out, 0, sizeof *out);
	fz_try(ctx) {
		if (pdf_is_indirect(ctx, obj)) {
			out->num = pdf_to_num(ctx, obj);
			out->gen = pdf_to_gen(ctx, obj);
		}
		if (pdf_is_dict(ctx, obj)) {
			out->kind = 6;
			out->len = pdf_dict_len(ctx, obj);
			out->stream = pdf_is_stream(ctx, obj);
		} else if (pdf_is_array(ctx, obj)) {
			out->kind = 5;
			out->len = pdf_array_len(ctx, obj);
		} else if (pdf_is_string(ctx, obj)) {
			out->kind = 4;
		} else if (pdf_is_name(ctx, obj)) {
			out->kind = 3;
		} else if (pdf_is_number(ctx, obj)) {
			out->kind = 2;
			out->number = pdf_to_real(ctx, obj);
		} else if (pdf_is_bool(ctx, obj)) {
			out->kind = 1;
			out->number = pdf_to_bool(ctx, obj);
		}
	}
	fz_catch(ctx) {
		memset(out, 0, sizeof *out);
	}
}

// The bytes of a string or a name.
const char *rantau_bytes(fz_context *ctx, pdf_obj *obj, size_t *n) {
	*n = 0;
	LOOK(const char *, NULL,
		if (pdf_is_name(ctx, obj)) {
			found = pdf_to_name(ctx, obj);
			*n = strlen(found);
		} else if (pdf_is_string(ctx, obj))
			found = pdf_to_string(ctx, obj, n))
}

char *rantau_print(fz_context *ctx, pdf_obj *obj, size_t *n) {
	*n = 0;
	LOOK(char *, NULL, found = pdf_sprint_obj(ctx, NULL, 0, n, obj, 1, 1))
}

// The whole file written anew, as sound as it could be read.
unsigned char *rantau_rewrite(fz_context *ctx, pdf_document *pdf, size_t *n) {
	fz_buffer *volatile buf = NULL;
	fz_output *volatile out = NULL;
	unsigned char *data = NULL;
	*n = 0;
	fz_try(ctx) {
		buf = fz_new_buffer(ctx, 1 << 16);
		out = fz_new_output_with_buffer(ctx, buf);
		pdf_write_document(ctx, pdf, out, pdf_default_write_options);
		fz_close_output(ctx, out);
		*n = fz_buffer_extract(ctx, buf, &data);
	}
	fz_always(ctx) {
		fz_drop_output(ctx, out);
		fz_drop_buffer(ctx, buf);
	}
	fz_catch(ctx) {
		return NULL;
	}
	return data;
}

void rantau_free(fz_context *ctx, void *p) { fz_free(ctx, p); }
