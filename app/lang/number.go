package lang

import (
	"golang.org/x/text/number"
)

// Number writes a whole number.
func Number(n int) string { return current.Load().number(n) }

func (l *language) number(v any) string {
	if _, ok := v.(float64); ok {
		return l.printer.Sprint(number.Decimal(v, number.Scale(1)))
	}
	return l.printer.Sprint(number.Decimal(v))
}

// The units of sizes. A kilobyte is 1,024 bytes, as file managers count.
const (
	bytesUnit Text = "lang.bytesUnit"
	kilobytes Text = "lang.kilobytes"
	megabytes Text = "lang.megabytes"
	gigabytes Text = "lang.gigabytes"
)

// Bytes writes the size of a file.
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return bytesUnit.Count(int(n))
	case n < 1<<20:
		return kilobytes.Say((n + 1023) >> 10)
	case n < 1<<30:
		return megabytes.Say(float64(n) / (1 << 20))
	}
	return gigabytes.Say(float64(n) / (1 << 30))
}
