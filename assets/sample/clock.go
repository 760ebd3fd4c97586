package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// zones are the hours that countries are ahead of UTC. Myanmar's half hour is
// why it is kept in minutes.
var zones = map[string]int{
	"BN": 480, "KH": 420, "ID": 420, "LA": 420, "MY": 480, "MM": 390, "PH": 480, "SG": 480, "TH": 420, "TL": 540, "VN": 420,
}

func zoneName(country string) string {
	m := zones[country]
	if m%60 == 0 {
		return fmt.Sprintf("UTC+%d", m/60)
	}
	return fmt.Sprintf("UTC+%d:%02d", m/60, m%60)
}

// awake moves a time to when somebody would write: between half past seven and
// ten in the evening where they live, and seldom on a Sunday.
func awake(r *rand.Rand, t time.Time, country string) time.Time {
	ahead := time.Duration(zones[country]) * time.Minute
	local := t.Add(ahead)
	if local.Weekday() == time.Sunday && r.IntN(3) > 0 {
		local = morning(r, local.AddDate(0, 0, 1))
	}
	switch minute := local.Hour()*60 + local.Minute(); {
	case minute < 7*60+30:
		local = morning(r, local)
	case minute > 22*60:
		local = morning(r, local.AddDate(0, 0, 1))
	}
	return local.Add(-ahead)
}

// morning is a moment of the day from half past seven on.
func morning(r *rand.Rand, day time.Time) time.Time {
	d := time.Date(day.Year(), day.Month(), day.Day(), 7, 30, 0, 0, time.UTC)
	return d.Add(time.Duration(r.IntN(4*3600)) * time.Second)
}

// between is a moment between two, at an hour when somebody is awake.
func between(r *rand.Rand, from, to time.Time, country string) time.Time {
	span := max(int64(time.Second), int64(to.Sub(from)))
	t := awake(r, from.Add(time.Duration(r.Int64N(span))), country)
	if t.After(to) {
		return from.Add(time.Duration(r.Int64N(span))).Truncate(time.Second)
	}
	return t.Truncate(time.Second)
}

// moments gives n moments between two, in their order.
func moments(r *rand.Rand, n int, from, to time.Time, country string) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = between(r, from, to, country)
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// pause is how long an answer takes: mostly minutes to hours, at times a day.
func pause(r *rand.Rand) time.Duration {
	switch r.IntN(10) {
	case 0, 1, 2, 3:
		return time.Duration(90+r.IntN(1500)) * time.Second
	case 4, 5, 6, 7:
		return time.Duration(1500+r.IntN(4*3600)) * time.Second
	default:
		return time.Duration(5*3600+r.IntN(26*3600)) * time.Second
	}
}

// squeeze brings a thread that would run into the future back before the end,
// its order and its rhythm kept.
func squeeze(times []time.Time, end time.Time) {
	n := len(times)
	if n == 0 || !times[n-1].After(end) {
		return
	}
	first := times[0]
	if !first.Before(end) {
		first = end.Add(-time.Duration(n) * time.Minute)
	}
	long, room := times[n-1].Sub(times[0]), end.Sub(first)
	for i, t := range times {
		part := float64(t.Sub(times[0])) / float64(max(long, 1))
		times[i] = first.Add(time.Duration(part * float64(room))).Truncate(time.Second)
	}
}
