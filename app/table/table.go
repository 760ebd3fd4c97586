// Package table writes tables as files that spreadsheets open.
package table

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Table is rows of cells, each a string, a float64, or nil for an empty one.
type Table struct {
	Name  string // of the sheet
	Head  [][]any
	Rows  [][]any
	Fixed int // how many columns stay in sight while the rest scrolls
}

// CSV writes a table in UTF-8. The mark before it tells spreadsheets so: without it they
// take Thai and Khmer for something else.
func (t Table) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range t.all() {
		line := make([]string, len(row))
		for i, cell := range row {
			switch cell := cell.(type) {
			case string:
				line[i] = Guard(cell)
			case float64:
				line[i] = strconv.FormatFloat(cell, 'f', -1, 64)
			}
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Guard makes a text one that no spreadsheet reads as a formula: what a person is called
// must not compute anything on another's computer.
func Guard(s string) string {
	bare := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
	if bare != "" && strings.ContainsRune("=+-@＝＋－＠|", []rune(bare)[0]) || strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") {
		return "'" + s
	}
	return s
}

func (t Table) all() [][]any { return append(append([][]any{}, t.Head...), t.Rows...) }

// The widths of columns, in letters.
const (
	firstWidth = 28
	otherWidth = 14
)

// XLSX writes a table as a workbook: numbers as numbers, the head and the first columns
// fixed. Texts are kept as texts, so nothing in them is a formula.
func (t Table) XLSX(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	const sheet = "Sheet1"
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := t.shape(s); err != nil {
		return err
	}
	for i, row := range t.all() {
		cells := make([]any, len(row))
		for j, cell := range row {
			if cells[j] = cell; i < len(t.Head) {
				cells[j] = excelize.Cell{StyleID: head, Value: cell}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := s.SetRow(at, cells); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	if err := f.SetSheetName(sheet, sheetName(t.Name)); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

// shape sets widths and what stays in sight, which comes before the rows.
func (t Table) shape(s *excelize.StreamWriter) error {
	wide := 1
	for _, row := range t.all() {
		wide = max(wide, len(row))
	}
	// The last comes first: the library puts each before those that it has, and a file
	// with columns out of order is damaged to some programs.
	if wide > 1 {
		if err := s.SetColWidth(2, wide, otherWidth); err != nil {
			return err
		}
	}
	if err := s.SetColWidth(1, 1, firstWidth); err != nil {
		return err
	}
	corner, err := excelize.CoordinatesToCellName(t.Fixed+1, len(t.Head)+1)
	if err != nil {
		return err
	}
	return s.SetPanes(&excelize.Panes{Freeze: true, XSplit: t.Fixed, YSplit: len(t.Head), TopLeftCell: corner, ActivePane: "bottomRight"})
}

// sheetName makes a name that a sheet may have: up to 31 letters, some not among them.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	s = strings.Trim(strings.TrimSpace(s), "'")
	n := 0
	for i, r := range s { // as spreadsheets count: in UTF-16
		if n += utf16.RuneLen(r); n > excelize.MaxSheetNameLength {
			s = s[:i]
			break
		}
	}
	if s = strings.Trim(s, "' "); s == "" {
		return "Sheet1"
	}
	return s
}
