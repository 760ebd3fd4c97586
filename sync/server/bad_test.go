package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

// post sends raw bytes to the handler and gives the status and the error's code.
func post(t *testing.T, h http.Handler, path, token string, body []byte, header ...string) (int, campus.Code) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+token)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var i protocol.Item
	b := w.Body.Bytes()
	if d, err := zstd.NewReader(nil); err == nil {
		if plain, err := d.DecodeAll(b, nil); err == nil {
			b = plain
		}
		d.Close()
	}
	for _, line := range bytes.Split(b, []byte("\n")) {
		if json.Unmarshal(line, &i) == nil && i.Error != nil {
			return w.Code, i.Error.Code
		}
	}
	return w.Code, ""
}

func pack(b []byte) []byte {
	e, _ := zstd.NewWriter(nil)
	return e.EncodeAll(b, nil)
}

// TestBadRequests: each is answered with a code, and the next good request works.
func TestBadRequests(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	h, token := e.Server.Handler(), siti.Identity().Token
	head := `{"v":1,"digest":"` + protocol.Digest(nil) + `","whole":true}` + "\n"
	zipped := []string{"Content-Encoding", "zstd"}
	many := strings.Repeat(`{"set":"","sig":""}`+"\n", protocol.MaxRequestSets+1)
	big := bytes.Repeat([]byte("x"), protocol.MaxRequest+1)
	frame := func(n int) []byte {
		var b bytes.Buffer
		_ = protocol.WriteFrame(&b, make([]byte, n))
		return b.Bytes()
	}
	for name, c := range map[string]struct {
		path   string
		body   []byte
		header []string
		status int
		code   campus.Code
	}{
		"nothing":                {"/v1/sync", nil, nil, 400, campus.Invalid},
		"no JSON":                {"/v1/sync", []byte("hello\n"), nil, 400, campus.Invalid},
		"a wrong type":           {"/v1/sync", []byte(`{"v":"one"}` + "\n"), nil, 400, campus.Invalid},
		"an older protocol":      {"/v1/sync", []byte(`{"v":0}` + "\n"), nil, 426, protocol.TooOld},
		"a newer protocol":       {"/v1/sync", []byte(`{"v":99}` + "\n"), nil, 426, protocol.TooOld},
		"a body over the limit":  {"/v1/sync", big, nil, 413, campus.TooLarge},
		"a bomb":                 {"/v1/sync", pack(bytes.Repeat([]byte(" "), 64<<20)), zipped, 413, campus.TooLarge},
		"a bomb of lines":        {"/v1/sync", pack([]byte(head + strings.Repeat("\n", 32<<20))), zipped, 400, campus.Invalid},
		"garbage for zstd":       {"/v1/sync", []byte("this is not zstd"), zipped, 400, campus.Invalid},
		"half of zstd":           {"/v1/sync", pack([]byte(head))[:20], zipped, 400, campus.Invalid},
		"too many sets":          {"/v1/sync", pack([]byte(head + many)), zipped, 413, campus.TooLarge},
		"a set of a wrong type":  {"/v1/sync", []byte(head + `{"set":5}` + "\n"), nil, 400, campus.Invalid},
		"a set of nothing":       {"/v1/sync", []byte(head + `{"set":"","sig":""}` + "\n"), nil, 400, campus.Invalid},
		"cursors for no space":   {"/v1/sync", []byte(`{"v":1,"whole":true,"digest":"x","cursors":{"x":"m1.a"}}` + "\n"), nil, 400, campus.Invalid},
		"a long cursor":          {"/v1/sync", []byte(`{"v":1,"whole":true,"digest":"x","cursors":{"` + string(e.School) + `":"` + strings.Repeat("m", 200) + `"}}` + "\n"), nil, 400, campus.Invalid},
		"sign-in, no JSON":       {"/v1/signin", []byte("{"), nil, 400, campus.Invalid},
		"sign-in, wrong type":    {"/v1/signin", []byte(`{"user":5}`), nil, 400, campus.Invalid},
		"sign-in, short key":     {"/v1/signin", []byte(`{"user":"siti","password":"` + testenv.Password + `","key":"AAAA"}`), nil, 400, campus.Invalid},
		"sign-in over the limit": {"/v1/signin", bytes.Repeat([]byte(" "), 2*protocol.MaxManifest+1), nil, 413, campus.TooLarge},
		"another device's key":   {"/v1/device", []byte(`{"key":""}`), nil, 400, campus.Invalid},
		"a chunk too large":      {"/v1/files/put", frame(protocol.MaxChunk + 1), nil, 413, campus.TooLarge},
		"half a chunk":           {"/v1/files/put", frame(1000)[:500], nil, 400, campus.Invalid},
		"too many chunks":        {"/v1/files/put", bytes.Repeat(frame(protocol.MaxChunk), 17), nil, 413, campus.TooLarge},
		"a manifest of nothing":  {"/v1/files/offer", []byte(`{"manifest":"x"}`), nil, 400, campus.Invalid},
		"a file of nowhere":      {"/v1/files/manifest", []byte(`{}`), nil, 404, campus.NotFound},
		"chunks of nowhere":      {"/v1/files/get", []byte(`{"chunks":["../../server.db"]}`), nil, 404, campus.NotFound},
		"chunks of a wrong type": {"/v1/files/get", []byte(`{"chunks":"all"}`), nil, 400, campus.Invalid},
	} {
		status, code := post(t, h, c.path, token, c.body, c.header...)
		if status != c.status || code != c.code {
			t.Errorf("%s: %d %q, want %d %q", name, status, code, c.status, c.code)
		}
	}
	for _, path := range []string{"/v1/sync", "/v1/device", "/v1/signout", "/v1/files/offer", "/v1/files/put", "/v1/files/manifest", "/v1/files/get"} {
		for _, bad := range []string{"", "x", strings.Repeat("x", 5000), "' OR 1=1 --"} {
			body := []byte("{}")
			if path == "/v1/sync" {
				body = []byte(head)
			} else if path == "/v1/files/put" || path == "/v1/files/offer" {
				continue // see below: these look at the body first
			}
			if status, code := post(t, h, path, bad, body); status != 401 || code != protocol.SignedOut {
				t.Errorf("%s with the token %.10q: %d %q", path, bad, status, code)
			}
		}
	}
	siti.Do(campus.NewClass(siti.Me(), campus.Course{Title: "still works"}))
	if r := siti.Sync(); r.Sent != 1 {
		t.Errorf("afterwards %d sets went", r.Sent)
	}
}

func TestSignInRate(t *testing.T) {
	e := testenv.New(t, false, "dara")
	h := e.Server.Handler()
	var codes []campus.Code
	for range 14 {
		_, code := post(t, h, "/v1/signin", "", []byte(`{"user":"dara","password":"guess"}`))
		codes = append(codes, code)
	}
	if codes[0] != protocol.WrongSignIn || codes[9] != protocol.WrongSignIn || codes[10] != protocol.TooMany {
		t.Errorf("%v", codes)
	}
	if status, _ := post(t, h, "/v1/signin", "", []byte(`{"user":" DARA ","password":"guess"}`)); status != 429 {
		t.Errorf("the same name in capitals: %d", status)
	}
}

// TestForgedSets go past every rule of the replica; the server has its own.
func TestForgedSets(t *testing.T) {
	unraced.Skip(t)
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
	a := campus.NewClass(siti.Me(), campus.Course{Title: "T"})
	a.Changes = append(a.Changes, campus.Join(a.Space, dara.Me(), campus.Member))
	post, secret, doc := campus.NewID(), campus.NewID(), campus.NewID()
	hash := strings.Repeat("ab", 32)
	a.Changes = append(a.Changes, campus.Create(post, "post", &campus.Post{Topic: a.Space, Text: "by the teacher"}),
		campus.Create(secret, "post", &campus.Post{Topic: a.Space, Text: "for the staff"}).For(campus.StaffOnly),
		campus.Create(doc, "document", &campus.Document{Name: "x.pdf", Manifest: hash}))
	siti.Do(a)
	siti.Sync()
	dara.Sync()
	set := func(field string, v, base any) campus.Change {
		c := campus.Change{Set: map[string]json.RawMessage{field: testenv.JSON(v)}, Base: map[string]string{}}
		if base != nil {
			c.Base[field] = campus.HashValue(testenv.JSON(base))
		}
		return c
	}
	of := func(id campus.ID, kind string, c campus.Change) campus.Change { c.Record, c.Kind = id, kind; return c }
	everyone := campus.Everyone
	member := campus.MembershipID(a.Space, dara.Me())
	for name, c := range map[string]struct {
		who    *testenv.Device
		space  campus.ID
		change campus.Change
		want   string
	}{
		"somebody else's post":        {dara, a.Space, of(post, "post", set("text", "mine", "by the teacher")), "refused forbidden"},
		"deleting it":                 {dara, a.Space, campus.Change{Record: post, Kind: "post", Delete: true, Base: map[string]string{"*": campus.HashBody(dara.Get(post).Body)}}, "refused forbidden"},
		"what one may not read":       {dara, a.Space, of(secret, "post", set("text", "mine", "for the staff")), "refused forbidden"},
		"publishing what one may not": {dara, a.Space, campus.Change{Record: secret, Kind: "post", Audience: &everyone}, "refused forbidden"},
		"promoting oneself":           {dara, a.Space, of(member, "membership", set("role", "owner", "member")), "refused forbidden"},
		"in capitals":                 {dara, a.Space, of(member, "membership", set("ROLE", "owner", nil)), "refused invalid"},
		"a fixed field":               {siti, a.Space, of(post, "post", set("reply_to", string(post), nil)), "refused invalid"},
		"a post without its topic":    {siti, a.Space, of(post, "post", set("topic", string(post), string(a.Space))), "refused forbidden"},
		"the server's field":          {siti, a.Space, of(doc, "document", set("stored", hash, nil)), "refused invalid"},
		"a wrong type":                {siti, a.Space, of(post, "post", set("text", 5, "by the teacher")), "refused invalid"},
		"a bad file name":             {siti, a.Space, of(doc, "document", set("name", "../../x", "x.pdf")), "refused invalid"},
		"a NUL in it":                 {siti, a.Space, of(doc, "document", set("name", "x\x00.pdf", "x.pdf")), "refused invalid"},
		"300 characters":              {siti, a.Space, of(doc, "document", set("name", strings.Repeat("x", 300), "x.pdf")), "refused invalid"},
		"a space one is not in":       {minh, a.Space, campus.Create(campus.NewID(), "post", &campus.Post{Topic: a.Space, Text: "hi"}), "later unknown"},
		"joining it":                  {minh, a.Space, campus.Join(a.Space, minh.Me(), campus.Member), "later unknown"},
		"founding it again":           {minh, a.Space, campus.Create(a.Space, "class", &campus.Course{Title: "mine now"}), "refused forbidden"},
		"a new commons":               {siti, "01900000-0000-7000-8000-00000000cccc", campus.Create("01900000-0000-7000-8000-00000000cccc", "commons", &campus.Commons{Name: "x"}), "refused invalid"},
		"somebody's profile":          {dara, e.Commons, of(siti.Me(), "person", set("about", "silly", nil)), "refused forbidden"},
		"one's own work":              {dara, e.Commons, of(dara.Me(), "person", set("work", "secretariat", nil)), "refused forbidden"},
		"with the Kelvin sign":        {dara, e.Commons, of(dara.Me(), "person", set("wor\u212a", "secretariat", nil)), "refused invalid"},
		"a person":                    {siti, e.Commons, campus.Create(campus.NewID(), "person", &campus.Person{Name: "ghost"}), "refused forbidden"},
		"an unknown kind":             {siti, a.Space, campus.Change{Record: campus.NewID(), Kind: "hologram", New: true}, "later unknown_kind"},
	} {
		// Each on a device of its own, so that the chains are simple.
		d := e.Device(map[*testenv.Device]string{siti: "siti", dara: "dara", minh: "minh"}[c.who])
		s := d.Forge(c.space, c.change)
		items, err := d.Send(s)
		o := testenv.Outcome(items, s)
		if got := fmt.Sprint(o.State, " ", o.Code); err != nil || got != c.want || o.Reason == "" {
			t.Errorf("%s: %s %q %v, want %s", name, got, o.Reason, err, c.want)
		}
		if again, err := d.Send(s); err != nil || o.Final() && testenv.Outcome(again, s) != o {
			t.Errorf("%s: asked again it is %+v, was %+v (%v)", name, testenv.Outcome(again, s), o, err)
		}
	}
	before := siti.Get(post)
	siti.Sync()
	if after := siti.Get(post); !bytes.Equal(before.Body, after.Body) || len(after.Versions) != 0 {
		t.Errorf("something went through: %s", after.Body)
	}
	for _, c := range []struct {
		name  string
		spoil func(*campus.Set)
	}{{"another device", func(s *campus.Set) { s.Device = siti.Identity().Device() }}, {"another server", func(s *campus.Set) { s.Server = campus.NewID() }}} {
		s := dara.Forge(a.Space, campus.Create(campus.NewID(), "post", &campus.Post{Topic: a.Space, Text: "x"}))
		c.spoil(&s)
		items, err := dara.Send(s)
		if o := testenv.Outcome(items, s); err != nil || o.State != campus.Later || o.Code != campus.Forked {
			t.Errorf("a set of %s: %+v %v", c.name, o, err)
		}
	}
}

// TestFilesOfOthers: bytes are given to who may read the document, never to who
// can name them.
func TestFilesOfOthers(t *testing.T) {
	ctx := context.Background()
	e := testenv.New(t, false, "teacher:siti", "teacher:bima", "dara")
	siti, bima := e.Device("siti"), e.Device("bima")
	mine, theirs := campus.NewClass(siti.Me(), campus.Course{Title: "A"}), campus.NewClass(bima.Me(), campus.Course{Title: "B"})
	path := t.TempDir() + "/exam.txt"
	if err := os.WriteFile(path, []byte("the answers"), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := siti.Files.Add(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	id := campus.NewID()
	siti.Do(mine)
	siti.Do(campus.Action{Space: mine.Space, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	siti.Sync()
	if err := siti.Files.Upload(ctx); err != nil {
		t.Fatal(err)
	}
	ref := protocol.DocumentRef{Space: mine.Space, Document: id}
	manifest, err := siti.Svc.Manifest(ctx, siti.Identity().Token, ref)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := blob.ParseManifest(manifest)
	if err != nil {
		t.Fatal(err)
	}
	chunks := parsed.Hashes()
	token := bima.Identity().Token
	nothing := func([]byte) error { return errors.New("bytes came") }
	if _, err := bima.Svc.Manifest(ctx, token, ref); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("the manifest: %v", err)
	}
	if err := bima.Svc.GetChunks(ctx, token, protocol.GetChunks{DocumentRef: ref, Chunks: chunks}, nothing); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("its chunks: %v", err)
	}
	// A document of one's own that names the other's manifest.
	own := campus.NewID()
	bima.Do(theirs)
	bima.Do(campus.Action{Space: theirs.Space, Changes: []campus.Change{campus.Create(own, "document", &doc)}})
	bima.Sync()
	ownRef := protocol.DocumentRef{Space: theirs.Space, Document: own}
	if _, err := bima.Svc.Manifest(ctx, token, ownRef); campus.CodeOf(err) != campus.NotHere {
		t.Errorf("the manifest by one's own document: %v", err)
	}
	if err := bima.Svc.GetChunks(ctx, token, protocol.GetChunks{DocumentRef: ownRef, Chunks: chunks}, nothing); campus.CodeOf(err) != campus.NotHere {
		t.Errorf("its chunks: %v", err)
	}
	// Even who knows the manifest has to bring the chunks.
	wanted, err := bima.Svc.Offer(ctx, token, protocol.Offer{DocumentRef: ownRef, Manifest: string(manifest)})
	if err != nil || wanted.Stored || len(wanted.Chunks) != len(chunks) {
		t.Errorf("an offer without the bytes: %+v %v", wanted, err)
	}
	// Bytes that nobody asked for are not kept.
	sent := false
	err = bima.Svc.PutChunks(ctx, token, func() ([]byte, error) {
		if sent {
			return nil, io.EOF
		}
		sent = true
		return []byte("not the answers"), nil
	})
	if campus.CodeOf(err) != campus.NotFound {
		t.Errorf("bytes that nobody asked for: %v", err)
	}
	if wanted, err = bima.Svc.Offer(ctx, token, protocol.Offer{DocumentRef: ownRef, Manifest: string(manifest)}); err != nil || wanted.Stored {
		t.Errorf("after wrong bytes: %+v %v", wanted, err)
	}
	if _, err := bima.Svc.Offer(ctx, token, protocol.Offer{DocumentRef: ownRef, Manifest: strings.Replace(string(manifest), "1", "2", 1)}); err == nil {
		t.Error("another manifest than the document's was taken")
	}
	// The teacher's own chunks, but asked for by a document that has others.
	if err := siti.Svc.GetChunks(ctx, siti.Identity().Token, protocol.GetChunks{DocumentRef: ref, Chunks: []string{blob.Hash([]byte("not the answers"))}}, nothing); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("a chunk of something else: %v", err)
	}
}

// TestForgedCursors: a cursor says what one has, and must not open what one may
// not have.
func TestForgedCursors(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
	a := campus.NewClass(siti.Me(), campus.Course{Title: "T"})
	a.Changes = append(a.Changes, campus.Join(a.Space, dara.Me(), campus.Member),
		campus.Create(campus.NewID(), "post", &campus.Post{Topic: a.Space, Text: "a secret"}).For(campus.StaffOnly))
	siti.Do(a)
	siti.Sync()
	table, _, err := siti.Cursors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	stamp := table[a.Space][strings.IndexByte(table[a.Space], '.')+1:]
	for _, d := range []*testenv.Device{dara, minh} {
		for _, c := range []string{table[a.Space], "s1." + stamp, "s0." + stamp, "m1." + stamp, "s1." + stamp + ".0.0.0", "s1." + stamp + ".0.4.999999", "s9999." + stamp, "m-1.x", "s1.", "0", "s",
			"s1." + stamp + ".-5.-1.-9", "s9223372036854775808.x", "m1." + stamp + ".0.99.0", "\x00", "s+1." + stamp} {
			cursors := map[campus.ID]string{a.Space: c}
			err := e.Server.Sync(context.Background(), d.Identity().Token, protocol.Request{Version: 1, Digest: protocol.Digest(cursors), Cursors: cursors, Whole: true},
				func(i protocol.Item) error {
					b, _ := protocol.Marshal(i)
					if strings.Contains(string(b), "a secret") || d == minh && strings.Contains(string(b), string(a.Space)) && i.Left == nil && i.Back == nil {
						t.Errorf("%s with the cursor %q was sent %s", d.Name, c, b)
					}
					return nil
				})
			if err != nil && campus.CodeOf(err) == campus.Internal {
				t.Errorf("%q: %v", c, err)
			}
		}
	}
}
