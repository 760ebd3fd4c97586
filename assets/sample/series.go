package sample

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// series is a table of measurements as a cheap sensor would give them every half
// hour: warm afternoons, soil that dries until somebody waters it.
func series(r *rand.Rand, rows int) string {
	var b strings.Builder
	wet := 32 + 8*r.Float64()
	for i := range rows {
		day := math.Sin(float64(i%48)/48*2*math.Pi - 2)
		heat := 28 + 4*day + r.Float64()
		if wet -= 0.12 + 0.1*max(0, day); wet < 21 {
			wet = 36 + 3*r.Float64()
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%d,%02d:%02d,%.1f,%.1f,%.2f", 1+i/48, i%48/2, i%2*30, wet+r.Float64()*0.6, heat, 3.6+0.5*r.Float64())
	}
	return b.String()
}
