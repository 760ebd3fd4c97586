package table_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"rantau/app/table"
)

func sample(name string) table.Table {
	return table.Table{Name: name, Fixed: 2, Head: [][]any{{"Student", "Total", "Map"}, {"Points", nil, 10.0}},
		Rows: [][]any{{name, 87.5, 8.75}, {"ស្រីនាង", nil, "to mark"}, {"สมชาย", 0.0, nil}}}
}

func readCSV(t *testing.T, tab table.Table) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := tab.CSV(&b); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(b.String(), "\ufeff")
	if !marked {
		t.Error("the file does not begin with the mark of UTF-8")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func readXLSX(t *testing.T, tab table.Table) (*excelize.File, string) {
	t.Helper()
	var b bytes.Buffer
	if err := tab.XLSX(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, f.GetSheetList()[0]
}

func TestCSV(t *testing.T) {
	rows := readCSV(t, sample("Dewi"))
	for at, want := range map[[2]int]string{{0, 0}: "Student", {1, 2}: "10", {2, 1}: "87.5", {3, 0}: "ស្រីនាង", {3, 1}: "", {4, 0}: "สมชาย", {4, 1}: "0"} {
		if got := rows[at[0]][at[1]]; got != want {
			t.Errorf("row %d, column %d is %q, want %q", at[0], at[1], got, want)
		}
	}
}

// TestNoFormula: what somebody is called computes nothing.
func TestNoFormula(t *testing.T) {
	for name, want := range map[string]string{
		`=HYPERLINK("http://x")`: `'=HYPERLINK("http://x")`, "+1": "'+1", "-2": "'-2", "@SUM(A1)": "'@SUM(A1)",
		"\u200f=1": "'\u200f=1", " =1": "' =1", "\x00=1": "'\x00=1", "\u200b+1": "'\u200b+1", "＝1": "'＝1", "\tx": "'\tx", "Anh-Minh": "Anh-Minh", "": "",
	} {
		if got := readCSV(t, sample(name))[2][0]; got != want {
			t.Errorf("%q is written %q, want %q", name, got, want)
		}
		f, sheet := readXLSX(t, sample(name))
		if formula, _ := f.GetCellFormula(sheet, "A3"); formula != "" {
			t.Errorf("%q became the formula %q", name, formula)
		}
		if kind, _ := f.GetCellType(sheet, "A3"); name != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%q is of the type %v", name, kind)
		}
	}
}

func TestXLSX(t *testing.T) {
	f, sheet := readXLSX(t, sample("Dewi"))
	for at, want := range map[string]string{"A1": "Student", "C2": "10", "A3": "Dewi", "B3": "87.5", "A4": "ស្រីនាង", "C4": "to mark", "B4": "", "A5": "สมชาย"} {
		if got, err := f.GetCellValue(sheet, at); got != want || err != nil {
			t.Errorf("%s is %q, want %q (%v)", at, got, want, err)
		}
	}
	for _, at := range []string{"B3", "C3", "C2", "B5"} {
		if kind, _ := f.GetCellType(sheet, at); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("the number in %s is of the type %v", at, kind)
		}
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 2 || panes.TopLeftCell != "C3" {
		t.Errorf("what stays in sight is %+v (%v)", panes, err)
	}
}

// TestLongCells: a workbook's cell holds 32,767 UTF-16 units; what is longer is cut between
// letters, so that other programs open the file.
// TestColumnsInOrder: some programs call a file damaged whose columns are not.
func TestColumnsInOrder(t *testing.T) {
	var b bytes.Buffer
	if err := sample("Dewi").XLSX(&b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	last, n := 0, 0
	for _, m := range regexp.MustCompile(`<col [^>]*\bmin="([0-9]+)"`).FindAllSubmatch(sheet, -1) {
		at, _ := strconv.Atoi(string(m[1]))
		if n++; at <= last {
			t.Errorf("column %d comes after column %d", at, last)
		}
		last = at
	}
	if n < 2 {
		t.Errorf("the widths of %d columns are set", n)
	}
}

func TestLongCells(t *testing.T) {
	for _, long := range []string{strings.Repeat("x", 32_767), strings.Repeat("x", 32_768), strings.Repeat("👩", 20_000), "x" + strings.Repeat("👩", 20_000)} {
		f, sheet := readXLSX(t, sample(long))
		got, err := f.GetCellValue(sheet, "A3")
		if n := len(utf16.Encode([]rune(got))); err != nil || n > 32_767 || n < 32_766 || !strings.HasPrefix(long, got) {
			t.Errorf("of %d letters %d units came back: %v", utf8.RuneCountInString(long), n, err)
		}
	}
}

func TestOddSheetNames(t *testing.T) {
	for name, want := range map[string]string{"a/b:c": "a b c", "''": "Sheet1", strings.Repeat("😀", 40): strings.Repeat("😀", 15), "History": "History", "": "Sheet1"} {
		if _, sheet := readXLSX(t, table.Table{Name: name, Head: [][]any{{"x"}}}); sheet != want {
			t.Errorf("%q became the sheet %q, want %q", name, sheet, want)
		}
	}
}

// FuzzNames: any name comes back out of both files, or as much as a cell may hold.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"Dewi", "=1+1", "\u202eevil", strings.Repeat("ក", 10_000), "👩‍🌾 \"x\",\n y", "a\x00b\x1f", "_x0041_", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if got := readCSV(t, sample(name)); len(got) < 5 {
			t.Fatalf("%d rows", len(got))
		} else if want := strings.ReplaceAll(table.Guard(name), "\r\n", "\n"); got[2][0] != want {
			t.Errorf("%q came back as %q", name, got[2][0])
		}
		file, sheet := readXLSX(t, sample(name))
		got, err := file.GetCellValue(sheet, "A3")
		if err != nil {
			t.Fatal(err)
		}
		plain := utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0xFFFE || r == 0xFFFF }) &&
			!strings.Contains(name, "_x") && len(name) < 30_000
		if plain && got != name {
			t.Errorf("%q came back as %q", name, got)
		}
		if n, _ := file.GetCellValue(sheet, "B3"); n != "87.5" {
			t.Errorf("the number beside is %q", n)
		}
	})
}
