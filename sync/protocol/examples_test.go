package protocol_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/sync/protocol"
)

var update = flag.Bool("update", false, "write the examples into docs/sync.md")

const doc = "../../docs/sync.md"

// The examples' people and things. Keys come from fixed seeds, so that every
// signature in the page can be checked.
const (
	serverID = campus.ID("0198c0de-0000-7000-8000-000000000001")
	person   = campus.ID("0198c0de-0000-7000-8000-00000000000a")
	space    = campus.ID("0198c0de-0000-7000-8000-000000000100")
	post     = campus.ID("0198c0de-0000-7000-8000-000000000200")
	document = campus.ID("0198c0de-0000-7000-8000-000000000300")
	at       = 1_795_000_000_000
)

var (
	deviceKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	serverKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, 32))
)

func public(k ed25519.PrivateKey) []byte { return k.Public().(ed25519.PublicKey) }

func exampleSet() []byte {
	since := int64(61_000)
	edit := campus.Change{Record: document, Kind: "document", Set: map[string]json.RawMessage{"name": []byte(`"plan v2.pdf"`)},
		Base: map[string]string{"name": campus.HashValue([]byte(`"plan.pdf"`))}}
	return campus.Set{Server: serverID, Device: campus.DeviceID(public(deviceKey)), Space: space, Number: 7,
		Prev:    campus.HashSet([]byte("number 6")),
		Times:   campus.Times{Clock: at, Heard: at - 60_000, Since: &since},
		Changes: []campus.Change{campus.Create(post, "post", &campus.Post{Topic: space, Text: "Is 5 < 7 & true?"}), edit}}.Encode()
}

// examples gives the text of each.
func examples(t *testing.T) map[string]string {
	line := func(v any) string {
		b, err := protocol.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	set := exampleSet()
	cert, sig := campus.Certificate{Server: serverID, Person: person, Key: public(deviceKey), At: at}.Sign(serverKey)
	body := campus.NewBody(map[string]json.RawMessage{"text": []byte(`"Is 5 < 7 & true?"`), "topic": []byte(`"` + space + `"`)})
	record := protocol.RecordItem{ID: post, Kind: "post", Seq: 41, Author: person, Created: at, Edited: at + 5000, Body: json.RawMessage(body),
		Versions: []campus.Version{{ID: campus.DerivedID("a version"), Fields: []byte(`{"text":"Is it?"}`), Author: person, At: at + 9000}}}
	content := []byte("The file's bytes.")
	hash, m, err := blob.ManifestOf(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	manifest := string(m.Encode())
	ref := protocol.DocumentRef{Space: space, Document: document}
	table := map[campus.ID]string{space: "m40.9f31c2aa"}
	return map[string]string{
		"error":           line(protocol.Item{Error: campus.Errorf(campus.NotFound, "the server has no such document for you")}),
		"hello":           line(protocol.Hello{Server: serverID, Key: public(serverKey), Name: "Rantau", Versions: []int{protocol.Version}, Kinds: []string{"post", "lesson"}, Time: at}),
		"signin request":  line(protocol.SignIn{User: "siti", Password: "merantau", Key: public(deviceKey), Name: "laptop"}),
		"signin answer":   line(protocol.SignedIn{Token: "c2l4IGFuZCB0aGlydHkgYnl0ZXM", Person: person, Server: serverID, ServerKey: public(serverKey), Certificate: string(cert), Signature: sig, Time: at}),
		"set":             string(set),
		"signed set":      line(protocol.SignedSet{Bytes: string(set), Signature: campus.SignSet(deviceKey, set)}),
		"request":         line(protocol.Request{Version: protocol.Version, Digest: protocol.Digest(table), Cursors: table}),
		"outcome taken":   line(protocol.Item{Outcome: &campus.Outcome{Space: space, Number: 7, State: campus.Taken, Seq: 41, At: at}}),
		"outcome refused": line(protocol.Item{Outcome: &campus.Outcome{Space: space, Number: 8, State: campus.Refused, Code: campus.Forbidden, Reason: "only the staff here can do this"}}),
		"outcome later":   line(protocol.Item{Outcome: &campus.Outcome{Space: space, Number: 9, State: campus.Later, Code: campus.Want, Want: 8}}),
		"left":            line(protocol.Item{Left: &protocol.LeftItem{Space: space, Membership: campus.MembershipID(space, person)}}),
		"ahead":           line(protocol.Item{Ahead: &protocol.AheadItem{Records: 31_552, Bytes: 11_480_000}}),
		"back":            line(protocol.Item{Back: &protocol.BackItem{Space: space}}),
		"space":           line(protocol.Item{Space: &protocol.SpaceItem{ID: space, Role: campus.Member, Fresh: true}}),
		"record":          line(protocol.Item{Record: &record}),
		"tombstone":       line(protocol.Item{Record: &protocol.RecordItem{ID: post, Kind: "post", Seq: 52, Author: person, Created: at, Edited: at + 60_000, Deleted: true}}),
		"gone":            line(protocol.Item{Gone: &protocol.GoneItem{ID: post}}),
		"page":            line(protocol.Item{Page: &protocol.PageItem{Cursor: "m41.0c77e1b2", Whole: true}}),
		"end":             line(protocol.Item{End: &protocol.EndItem{Time: at}}),
		"kinds":           kindTable(),
		"manifest":        manifest,
		"offer":           line(protocol.Offer{DocumentRef: ref, Manifest: manifest}),
		"wanted":          line(protocol.Wanted{Chunks: m.Hashes()}),
		"get":             line(protocol.GetChunks{DocumentRef: ref, Chunks: m.Hashes()}) + "\n" + "manifest of this file: " + hash,
		"offers":          line(protocol.Offers{Offers: []protocol.Offer{{DocumentRef: ref, Manifest: manifest}}}),
		"answers":         line(protocol.Answers{Answers: []protocol.Answer{{Wanted: protocol.Wanted{Chunks: m.Hashes()}}, {Error: campus.Errorf(campus.NotFound, "the server has no such document for you")}}}),
		"lists":           line(protocol.Lists{Documents: []protocol.DocumentRef{ref}}),
		"manifests":       line(protocol.Manifests{Manifests: []protocol.Manifest{{Bytes: manifest}, {Error: campus.Errorf(campus.NotFound, "the server has no such document for you")}}}),
		"gets":            line(protocol.Gets{Gets: []protocol.GetChunks{{DocumentRef: ref, Chunks: m.Hashes()}}}),
		"patch":           line(protocol.Patch{DocumentRef: ref, Like: protocol.Like{Manifest: hash, Chunks: m.Hashes()}}),
		"limits":          limits(),
	}
}

func kindTable() string {
	var b strings.Builder
	b.WriteString("| kind | class | lives in | fields |\n| --- | --- | --- | --- |\n")
	for _, k := range campus.Kinds {
		var fields, spaces []string
		for _, f := range slices.Sorted(maps.Keys(k.Fields)) {
			if m := k.Fields[f]; m != campus.Free {
				f += " (" + string(m) + ")"
			}
			fields = append(fields, f)
		}
		for _, s := range k.Spaces {
			spaces = append(spaces, string(s))
		}
		name := k.Name
		if k.Root {
			name += " (root)"
		}
		fmt.Fprintf(&b, "| %s | %d | %s | %s |\n", name, k.Class, strings.Join(spaces, ", "), strings.Join(fields, ", "))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func limits() string {
	rows := [][2]string{
		{"a sync request, packed", kb(protocol.MaxRequest)}, {"a sync request, unpacked", kb(protocol.MaxRequestRaw)},
		{"sets in a request", fmt.Sprint(protocol.MaxRequestSets)}, {"cursors in a device's table", fmt.Sprint(protocol.MaxCursors)}, {"a set", kb(campus.MaxSet)}, {"changes in a set", fmt.Sprint(campus.MaxChanges)},
		{"a record's body", kb(campus.MaxBody)}, {"versions beside a record", fmt.Sprint(campus.MaxVersions, ", ", campus.MaxVersionBytes>>10, " KiB")}, {"a line", kb(protocol.MaxLine)}, {"a chunk", kb(protocol.MaxChunk)},
		{"chunks in one `get`", fmt.Sprint(protocol.MaxChunks)}, {"chunks in one `put`", fmt.Sprint(protocol.MaxChunks, ", ", kb(protocol.MaxPut))}, {"chunks named by one answer to an offer, or to several", fmt.Sprint(protocol.MaxWanted)}, {"documents in one `offers`, `manifests` or `gets`", fmt.Sprint(protocol.MaxTogether)}, {"chunks that others are packed with, and what is packed with them", kb(protocol.MaxLike)}, {"a manifest", kb(protocol.MaxManifest)},
		{"a name or title", fmt.Sprint(campus.MaxName, " characters")}, {"a file", fmt.Sprintf("%d GiB", int64(campus.MaxFile)>>30)}, {"a document's name", fmt.Sprint(campus.MaxFileName, " characters, 240 bytes")}, {"a text", fmt.Sprint(campus.MaxText, " characters")},
	}
	var b strings.Builder
	b.WriteString("| what | at most |\n| --- | --- |\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s |\n", r[0], r[1])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func kb(n int) string { return fmt.Sprintf("%d KiB", n>>10) }

var marker = regexp.MustCompile(`<!-- example: ([a-z ]+) -->\n`)

// TestExamples holds the page to the code: each marker is followed by what the
// code makes today.
func TestExamples(t *testing.T) {
	b, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	want := examples(t)
	var out strings.Builder
	rest, used := string(b), map[string]bool{}
	for {
		at := marker.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		name := rest[at[2]:at[3]]
		text, known := want[name]
		if !known {
			t.Fatalf("the page asks for an example %q that no test makes", name)
		}
		used[name] = true
		if !strings.HasPrefix(text, "|") {
			text = "```json\n" + text + "\n```"
		}
		out.WriteString(rest[:at[1]] + text + "\n")
		rest = after(rest[at[1]:])
	}
	out.WriteString(rest)
	for name := range want {
		if !used[name] {
			t.Errorf("the page has no example %q", name)
		}
	}
	if out.String() == string(b) {
		return
	}
	if !*update {
		t.Fatal("the examples in docs/sync.md are not what the code says; write them anew with -update")
	}
	if err := os.WriteFile(doc, []byte(out.String()), 0o644); err != nil { //nolint:gosec // a page for everybody
		t.Fatal(err)
	}
}

// after cuts the old example off: a fenced block or a table.
func after(s string) string {
	if rest, ok := strings.CutPrefix(s, "```json\n"); ok {
		_, rest, _ = strings.Cut(rest, "\n```\n")
		return rest
	}
	for strings.HasPrefix(s, "|") {
		_, s, _ = strings.Cut(s, "\n")
	}
	return s
}

// TestExampleSetVerifies reads the examples back as the server would.
func TestExampleSetVerifies(t *testing.T) {
	set := exampleSet()
	if _, err := campus.DecodeSet(set); err != nil {
		t.Error(err)
	}
	if !campus.VerifySet(public(deviceKey), set, campus.SignSet(deviceKey, set)) {
		t.Error("the example's signature does not verify")
	}
}
