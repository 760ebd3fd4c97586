package campus

import "testing"

func TestBudgetLeft(t *testing.T) {
	used := []Usage{{"2026-10-31", 500, 500}, {"2026-11-01", 100, 200}, {"2026-11-24", 0, 100}, {"2026-11-25", 10, 40}}
	for _, c := range []struct {
		b    Budget
		day  string
		want int64
	}{
		{Budget{}, "2026-11-25", NoBound},
		{Budget{Metered: true}, "2026-11-25", NoBound},
		{Budget{Day: 100}, "2026-11-25", 50},
		{Budget{Day: 50}, "2026-11-25", 0},
		{Budget{Day: 40}, "2026-11-25", 0}, // it was set lower than what went
		{Budget{Day: 100}, "2026-11-26", 100},
		{Budget{Month: 1000}, "2026-11-25", 550},
		{Budget{Month: 1000}, "2026-12-01", 1000},
		{Budget{Day: 100, Month: 470}, "2026-11-25", 20},
		{Budget{Day: 60, Month: 10_000}, "2026-11-25", 10},
	} {
		if got := c.b.Left(used, c.day); got != c.want {
			t.Errorf("%+v on %s leaves %d, not %d", c.b, c.day, got, c.want)
		}
	}
}

func TestForText(t *testing.T) {
	for _, c := range []struct {
		b    Budget
		want int64
	}{{Budget{}, 0}, {Budget{Day: 1 << 20}, 1 << 20 / 10}, {Budget{Day: 1 << 10}, 64 << 10}, {Budget{Day: 10 << 20, Month: 2 << 20}, 2 << 20 / 10}, {Budget{Month: 100 << 20}, 10 << 20}} {
		if got := c.b.ForText(); got != c.want {
			t.Errorf("%+v keeps %d for text, not %d", c.b, got, c.want)
		}
	}
	if (Budget{Day: -1}).Validate() == nil || (Budget{Month: MaxBudget + 1}).Validate() == nil || (Budget{Day: 1}).Validate() != nil {
		t.Error("what is no budget")
	}
}
