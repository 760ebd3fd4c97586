package lang

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"rantau/assets/translations"
)

// root is the project's folder.
const root = "../.."

// file is a language as it lies on the disk: each text in its plural forms, one form
// "" where it has none.
type file map[Text]map[string]string

func readFile(t *testing.T, tag string) file {
	t.Helper()
	data, err := translations.Files.ReadFile(tag + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var sections map[string]map[string]any
	if err := json.Unmarshal(data, &sections); err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	out := file{}
	for section, texts := range sections {
		for name, v := range texts {
			forms := map[string]string{}
			switch v := v.(type) {
			case string:
				forms[""] = v
			case map[string]any:
				for form, s := range v {
					text, ok := s.(string)
					if !ok || form == "" {
						t.Errorf("%s: %s.%s is no text in form %q", tag, section, name, form)
					}
					forms[form] = text
				}
			default:
				t.Errorf("%s: %s.%s is no text", tag, section, name)
			}
			out[Text(section+"."+name)] = forms
		}
	}
	return out
}

// TestTextsOfTheSource: what the program says is in the English file, under the name
// of its constant, and nothing else is.
func TestTextsOfTheSource(t *testing.T) {
	said := map[Text]bool{}
	for path, f := range source(t, root) {
		for _, name := range constants(f) {
			said[name.text] = true
			pkg := filepath.Base(filepath.Dir(path))
			if want := Text(pkg + "." + name.ident); name.text != want {
				t.Errorf("%s: %s says %q, which should be %q", path, name.ident, name.text, want)
			}
		}
	}
	if len(said) < 400 {
		t.Fatalf("only %d texts were found in the source", len(said))
	}
	en := readFile(t, English)
	for name := range said {
		if en[name] == nil {
			t.Errorf("%s is missing", name)
		}
	}
	for name := range en {
		switch section, _, _ := strings.Cut(string(name), "."); section {
		case "errors", "terms", "fyne":
		default:
			if !said[name] {
				t.Errorf("%s is not used", name)
			}
		}
	}
}

// inner are sentences that only a broken program or server says, to who mends it.
// They are shown as they are.
var inner = []string{"chunk", "manifest", "change set", "certificate", "cursor", "Ed25519", "a change ", "value in this change",
	"a field has no", "ID that follows", "is ended, not deleted", "does not become", "JSON", "not named by an ID", "root of a space",
	"a space is closed", "the field ", "is not a role", "names no file", "lesson is not valid", "one action makes", "request", "request is",
	"bytes that", "list of pieces", "ended a membership", "an account needs", "a new space begins", "this cannot be founded",
	"what this relies", "a line over", "is not readable", "made by the secretariat's server", "the server sets the field",
	"a field of this", "a country is", "two letters", "can be discarded", "names another file", "part of a file", "part of the file", "this change is", "nobody asked", "is not that of its file"}

// TestProblemsOfTheSource: what rules, the copy and the server say is known to every
// language, but for what only programs say to each other.
func TestProblemsOfTheSource(t *testing.T) {
	verb := regexp.MustCompile(`%[a-z]`)
	en := readFile(t, English)
	used := map[Text]bool{}
	for path, f := range source(t, root) {
		if !strings.HasPrefix(path, "campus/") && !strings.HasPrefix(path, "storage/") && !strings.HasPrefix(path, "sync/") && !strings.HasPrefix(path, "app/printing/") && filepath.Dir(path) != "." {
			continue
		}
		for _, s := range sentences(f) {
			n := 0
			s = verb.ReplaceAllStringFunc(s, func(string) string { n++; return "{" + strconv.Itoa(n) + "}" })
			name := Text(problems + s)
			used[name] = true
			if en[name] == nil && !slices.ContainsFunc(inner, func(part string) bool { return strings.Contains(s, part) }) {
				t.Errorf("%s: %q is in no translation", path, s)
			}
		}
	}
	for name, forms := range en {
		if s, ok := strings.CutPrefix(string(name), problems); ok {
			if !used[name] {
				t.Errorf("nobody says %q", s)
			}
			if forms[""] != s {
				t.Errorf("%q is not the English of itself", s)
			}
		}
	}
}

// source parses the project but for its tests.
func source(t *testing.T, root string) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "internal" || name == "node_modules" || name == "build" || path != root && strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, path)
			out[filepath.ToSlash(rel)] = f
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

type constant struct {
	ident string
	text  Text
}

// constants are those of type Text.
func constants(f *ast.File) (out []constant) {
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 || len(v.Names) != 1 {
			return true
		}
		kind := ""
		switch x := v.Type.(type) {
		case *ast.SelectorExpr:
			kind = x.Sel.Name
		case *ast.Ident:
			kind = x.Name
		}
		if lit, ok := v.Values[0].(*ast.BasicLit); ok && kind == "Text" {
			s, _ := strconv.Unquote(lit.Value)
			out = append(out, constant{v.Names[0].Name, Text(s)})
		}
		return true
	})
	return out
}

// sentences are the formats of errors for people, and those of the engine's status.
func sentences(f *ast.File) (out []string) {
	inSQL := regexp.MustCompile(`reason='([^']+)'`)
	take := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, _ := strconv.Unquote(lit.Value); strings.Contains(s, " ") {
				out = append(out, strings.ReplaceAll(s, "%%", "%"))
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			for _, m := range inSQL.FindAllStringSubmatch(n.Value, -1) {
				out = append(out, m[1])
			}
		case *ast.CallExpr:
			switch called := callee(n); {
			case (called == "campus.Errorf" || called == "Errorf" || called == "fieldError") && len(n.Args) > 1:
				take(n.Args[1])
			case f.Name.Name == "sync" && called == "fmt.Sprintf":
				take(n.Args[0])
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && (id.Name == "Message" || id.Name == "Reason") {
				take(n.Value)
			}
		}
		return true
	})
	return out
}

func callee(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// TestLanguages holds each translation against the English file.
func TestLanguages(t *testing.T) {
	en := readFile(t, English)
	for _, l := range All {
		if l.Tag == English {
			continue
		}
		theirs := readFile(t, l.Tag)
		for _, name := range slices.Sorted(maps.Keys(en)) {
			if theirs[name] == nil {
				t.Errorf("%s: %s is missing", l.Tag, name)
				continue
			}
			compare(t, l.Tag, name, en[name], theirs[name])
		}
		for name := range theirs {
			if en[name] == nil {
				t.Errorf("%s: %s is in no use", l.Tag, name)
			}
		}
	}
}

// categories are CLDR's plural forms of whole numbers that a language must have.
func categories(tag string) []string {
	if tag == "fil" || tag == English {
		return []string{"one", "other"}
	}
	return []string{"other"}
}

var place = regexp.MustCompile(`\{[^}]*\}`)

func compare(t *testing.T, tag string, name Text, en, theirs map[string]string) {
	t.Helper()
	if _, plain := en[""]; plain != (theirs[""] != "") {
		t.Errorf("%s: %s has other forms than in English", tag, name)
		return
	}
	if en["other"] != "" && !slices.Equal(slices.Sorted(maps.Keys(theirs)), categories(tag)) {
		t.Errorf("%s: %s has the forms %v, not %v", tag, name, slices.Sorted(maps.Keys(theirs)), categories(tag))
	}
	source := en[""] + en["other"]
	for form, s := range theirs {
		if got, want := places(s), places(source); !slices.Equal(got, want) && !(form == "one" && slices.Equal(got, places(en["one"]))) {
			t.Errorf("%s: %s has %v for %v", tag, name, got, want)
		}
		if strings.TrimSpace(s) != s || s == "" {
			t.Errorf("%s: %s is %q", tag, name, s)
		}
		if !norm.NFC.IsNormalString(s) {
			t.Errorf("%s: %s is not in NFC", tag, name)
		}
		for _, end := range []string{"…", ":"} {
			if strings.HasSuffix(source, end) != strings.HasSuffix(s, end) {
				t.Errorf("%s: %s ends in another way than %q: %q", tag, name, source, s)
			}
		}
		if s == source && !mayStay(tag, name, source) {
			t.Errorf("%s: %s is still English: %q", tag, name, s)
		}
		if foreign := strange(tag, place.ReplaceAllString(s, "")); foreign != 0 {
			t.Errorf("%s: %s holds %q: %s", tag, name, foreign, s)
		}
	}
}

func places(s string) []string {
	found := place.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// stays are words that some language shares with English.
var stays = map[string][]string{
	"id":  {"fyne.OK", "fyne.Error", "fyne.Folder", "fyne.File", "terms.topic"},
	"ms":  {"fyne.OK", "terms.staff"},
	"fil": {"fyne.OK", "fyne.Error", "fyne.File", "fyne.Folder"},
	"vi":  {"fyne.OK"},
	"tet": {"fyne.OK"},
}

// mayStay: units, names and what holds no word, and the words that a language shares
// with English.
func mayStay(tag string, name Text, s string) bool {
	bare := place.ReplaceAllString(s, "")
	if !strings.ContainsFunc(bare, unicode.IsLetter) || slices.Contains(stays[tag], string(name)) {
		return true
	}
	section, _, _ := strings.Cut(string(name), ".")
	if section == "lang" || bare == " MB" || strings.Contains(s, "://") {
		return true
	}
	// A word or two may be the same in a language of Latin letters; a sentence not.
	return strings.Contains(" id ms fil vi tet ", " "+tag+" ") && len(strings.Fields(bare)) == 1
}

// strange finds a letter of a script that is not the language's: a slip of the
// keyboard, or another language.
func strange(tag string, s string) rune {
	own := map[string]*unicode.RangeTable{"th": unicode.Thai, "lo": unicode.Lao, "km": unicode.Khmer, "my": unicode.Myanmar}[tag]
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && (own == nil || !unicode.Is(own, r)) {
			return r
		}
	}
	return 0
}
