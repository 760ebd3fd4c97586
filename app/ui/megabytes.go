package ui

import (
	"strconv"
	"strings"

	"rantau/app/lang"
	"rantau/campus"
)

const badMB lang.Text = "ui.badMB"

const megabyte = 1 << 20 // as everywhere in the window

// InMB writes a number of bytes as megabytes for a field; "" for none.
func InMB(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatFloat(float64(n)/megabyte, 'f', -1, 64)
}

// OfMB reads megabytes from a field; a comma does as a point does, and nothing is 0.
func OfMB(field, s string) (int64, error) {
	if strings.TrimSpace(s) == "" {
		return 0, nil
	}
	all := campus.ReadNumbers(s)
	if len(all) == 0 || all[0] < 0.1 || all[0] > campus.MaxBudget/megabyte {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: badMB.Say(strings.Join(strings.Fields(s), " "))}
	}
	return int64(all[0] * megabyte), nil
}
