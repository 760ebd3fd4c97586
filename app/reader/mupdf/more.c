#include "more.h"
#include "calls.h"

// A document of a file that is open already, named only so that its kind is found.
int rantau_open(int fd, const char *magic, size_t store, const char *version, fz_context **to_ctx, fz_document **to_doc, fz_stream **to_stream) {
	FILE *file = fdopen(fd, "rb");
	fz_context *ctx = fz_new_context_imp(NULL, NULL, store, version);
	fz_stream *volatile stream = NULL;
	fz_document *volatile doc = NULL;
	if (!file || !ctx)
		return 0;
	rewind(file);
	fz_try(ctx) {
		fz_register_document_handlers(ctx);
		stream = fz_open_file_ptr_no_close(ctx, file);
		doc = fz_open_document_with_stream(ctx, magic, stream);
	}
	fz_catch(ctx) {
		fz_drop_stream(ctx, stream);
		fz_drop_context(ctx);
		return 0;
	}
	*to_ctx = ctx;
	*to_doc = doc;
	*to_stream = stream;
	return 1;
}

// The face for letters that a document has none for.
static const unsigned char *spare_face;
static int spare_size;

static void *spare_font(fz_context *ctx, int script, int language, int serif, int bold, int italic) {
	void *volatile font = NULL;
	fz_try(ctx) {
		font = fz_new_font_from_memory(ctx, "Rantau Sans", spare_face, spare_size, 0, 0);
	}
	fz_catch(ctx) {
		return NULL;
	}
	return font;
}

void rantau_fall_back(fz_context *ctx, const unsigned char *face, int size) {
	spare_face = face;
	spare_size = size;
	fz_install_load_system_font_funcs(ctx, NULL, NULL, spare_font);
}

int rantau_needs_password(fz_context *ctx, fz_document *doc) {
	return fz_needs_password(ctx, doc);
}

int rantau_may_print(fz_context *ctx, fz_document *doc) {
	return fz_has_permission(ctx, doc, 'p');
}

int rantau_authenticate(fz_context *ctx, fz_document *doc, const char *password) {
	int ok = 0;
	fz_try(ctx) {
		ok = fz_authenticate_password(ctx, doc, password);
	}
	fz_catch(ctx) {
		return 0;
	}
	return ok;
}

// Where pages are drawn: memory that was used before is there at once, and new memory a
// fault for each 4 KB. What is very large is given back with the next page.
static unsigned char *canvas;
static size_t canvas_size;
enum { CANVAS_KEPT = 32 << 20 };

static unsigned char *room_for(size_t n) {
	if (n > canvas_size || (canvas_size > CANVAS_KEPT && n < CANVAS_KEPT)) {
		free(canvas);
		canvas = malloc(n);
		canvas_size = canvas ? n : 0;
	}
	return canvas;
}

// A page with what lies on it: notes, marks, and the fields of a form. Its samples are good
// until the next page is drawn.
int rantau_render(fz_context *ctx, fz_document *doc, int number, float scale, int quarters, rantau_image *out) {
	fz_page *volatile page = NULL;
	fz_pixmap *volatile pix = NULL;
	fz_device *volatile dev = NULL;
	memset(out, 0, sizeof *out);
	fz_try(ctx) {
		static const int turned[4][4] = {{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}};
		const int *t = turned[quarters & 3];
		page = fz_load_page(ctx, doc, number);
		fz_matrix m = {t[0] * scale, t[1] * scale, t[2] * scale, t[3] * scale, 0, 0};
		fz_rect box = fz_transform_rect(fz_bound_page(ctx, page), m);
		m.e = -box.x0;
		m.f = -box.y0;
		box = fz_transform_rect(fz_bound_page(ctx, page), m);
		fz_irect whole = fz_round_rect(box);
		long long width = (long long)whole.x1 - whole.x0, height = (long long)whole.y1 - whole.y0;
		unsigned char *samples = NULL;
		if (width > 0 && height > 0 && width < 1 << 20 && height < 1 << 20)
			samples = room_for(4 * (size_t)width * (size_t)height);
		if (samples) {
			pix = fz_new_pixmap_with_bbox_and_data(ctx, fz_device_rgb(ctx), whole, NULL, 1, samples);
			fz_clear_pixmap_with_value(ctx, pix, 0xff);
			dev = fz_new_draw_device(ctx, m, pix);
			fz_run_page(ctx, page, dev, (fz_matrix){1, 0, 0, 1, 0, 0}, NULL);
			fz_close_device(ctx, dev);
			out->width = width;
			out->height = height;
			out->samples = samples;
		}
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
		fz_drop_pixmap(ctx, pix);
		fz_drop_page(ctx, page);
	}
	fz_catch(ctx) {
		out->samples = NULL;
	}
	return out->samples != NULL;
}

int rantau_chars(fz_context *ctx, fz_document *doc, int number, int most, rantau_char **out) {
	fz_page *volatile page = NULL;
	fz_stext_page *volatile text = NULL;
	fz_device *volatile dev = NULL;
	volatile int n = 0;
	rantau_char *volatile all = NULL;
	fz_try(ctx) {
		fz_stext_options options = {0, 0};
		page = fz_load_page(ctx, doc, number);
		fz_rect box = fz_bound_page(ctx, page);
		text = fz_new_stext_page(ctx, box);
		dev = fz_new_stext_device(ctx, text, &options);
		fz_run_page(ctx, page, dev, (fz_matrix){1, 0, 0, 1, 0, 0}, NULL); // fields and notes too, as it is drawn
		fz_close_device(ctx, dev);
		int count = 0;
		for (fz_stext_block *b = text->first_block; b; b = b->next)
			if (b->type == 0)
				for (fz_stext_line *l = b->u.t.first_line; l; l = l->next)
					for (fz_stext_char *c = l->first_char; c; c = c->next)
						count++;
		if (count > most)
			count = most;
		all = calloc((size_t)count + 1, sizeof *all);
		for (fz_stext_block *b = text->first_block; all && b; b = b->next) {
			if (b->type != 0)
				continue;
			for (fz_stext_line *l = b->u.t.first_line; l; l = l->next)
				for (fz_stext_char *c = l->first_char; c && n < count; c = c->next) {
					rantau_char *o = &all[n++];
					fz_quad q = c->quad;
					float x[4] = {q.ul.x, q.ur.x, q.ll.x, q.lr.x}, y[4] = {q.ul.y, q.ur.y, q.ll.y, q.lr.y};
					o->x0 = o->x1 = x[0];
					o->y0 = o->y1 = y[0];
					for (int i = 1; i < 4; i++) {
						if (x[i] < o->x0) o->x0 = x[i];
						if (x[i] > o->x1) o->x1 = x[i];
						if (y[i] < o->y0) o->y0 = y[i];
						if (y[i] > o->y1) o->y1 = y[i];
					}
					o->x0 -= box.x0; o->x1 -= box.x0;
					o->y0 -= box.y0; o->y1 -= box.y0;
					o->c = c->c;
					o->ends = c->next ? 0 : l->next ? 1 : 2;
				}
		}
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
		fz_drop_stext_page(ctx, text);
		fz_drop_page(ctx, page);
	}
	fz_catch(ctx) {
		free(all);
		return -1;
	}
	if (!all)
		return -1;
	*out = all;
	return n;
}

int rantau_links(fz_context *ctx, fz_document *doc, int number, int most, rantau_link **out) {
	fz_page *volatile page = NULL;
	fz_link *volatile links = NULL;
	rantau_link *volatile all = NULL;
	volatile int n = 0;
	fz_try(ctx) {
		page = fz_load_page(ctx, doc, number);
		links = fz_load_links(ctx, page);
		fz_rect box = fz_bound_page(ctx, page);
		int count = 0;
		for (fz_link *l = links; l && count < most; l = l->next)
			count++;
		all = calloc((size_t)count + 1, sizeof *all);
		for (fz_link *l = links; all && l && n < count; l = l->next) {
			rantau_link *o = &all[n];
			if (!l->uri)
				continue;
			o->x0 = l->rect.x0 - box.x0; o->y0 = l->rect.y0 - box.y0;
			o->x1 = l->rect.x1 - box.x0; o->y1 = l->rect.y1 - box.y0;
			o->page = -1;
			if (fz_is_external_link(ctx, l->uri))
				o->uri = strdup(l->uri);
			else
				o->page = fz_page_number_from_location(ctx, doc, fz_resolve_link(ctx, doc, l->uri, &o->x, &o->y));
			n++;
		}
	}
	fz_always(ctx) {
		fz_drop_link(ctx, links);
		fz_drop_page(ctx, page);
	}
	fz_catch(ctx) {
		rantau_drop_links(all, n);
		return -1;
	}
	if (!all)
		return -1;
	*out = all;
	return n;
}

// The page to which an address inside the document leads, or -1.
int rantau_resolve(fz_context *ctx, fz_document *doc, const char *uri) {
	volatile int page = -1;
	fz_try(ctx) {
		if (!fz_is_external_link(ctx, uri))
			page = fz_page_number_from_location(ctx, doc, fz_resolve_link(ctx, doc, uri, NULL, NULL));
	}
	fz_catch(ctx) {
		return -1;
	}
	return page;
}

void rantau_drop_links(rantau_link *all, int n) {
	for (int i = 0; all && i < n; i++)
		free(all[i].uri);
	free(all);
}
