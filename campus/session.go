package campus

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Session is a meeting of a class at a time, online where it has a link. What repeats
// every week is several sessions: each is moved or cancelled by itself.
type Session struct {
	Title     string `json:"title"`
	Start     int64  `json:"start"` // ms since 1970
	End       int64  `json:"end"`
	Link      string `json:"link,omitempty"` // to a page of the web, nothing else
	About     string `json:"about,omitempty" merge:"text"`
	Cancelled bool   `json:"cancelled,omitempty"`
}

// The limits of a session.
const (
	MaxSession = 24 * time.Hour
	MaxLink    = 2000
)

// Validate implements Value.
func (s *Session) Validate() error {
	err := first(checkName("title", s.Title, MaxName), checkDate("start", s.Start), checkDate("end", s.End),
		checkText("about", s.About, 2000), checkPage("link", s.Link))
	switch {
	case err != nil:
		return err
	case s.Start == 0:
		return fieldError("start", "the start is not set")
	case s.End <= s.Start:
		return fieldError("end", "the end is not after the start")
	case s.Length() > MaxSession:
		return fieldError("end", "a session lasts up to %d hours", int(MaxSession.Hours()))
	}
	return nil
}

// MayWrite implements Value.
func (s *Session) MayWrite(w Write) error { return onlyStaff(w) }

// From gives when it begins.
func (s Session) From() time.Time { return time.UnixMilli(s.Start) }

// To gives when it ends.
func (s Session) To() time.Time { return time.UnixMilli(s.End) }

// Length is how long it lasts.
func (s Session) Length() time.Duration { return time.Duration(s.End-s.Start) * time.Millisecond }

// checkPage holds for an address that people are led to: a page of the web, written out
// in full, without a name and password in it.
func checkPage(field, link string) error {
	if link == "" {
		return nil
	}
	if err := checkLine(field, link, MaxLink); err != nil {
		return err
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.User != nil || strings.ContainsAny(link, " \t") || u.Scheme != "https" && u.Scheme != "http" {
		return fieldError(field, "the link is an address such as https://example.org/room")
	}
	return nil
}

// SessionsBetween gives the sessions that touch a stretch of time, cancelled ones too,
// first to last.
func SessionsBetween(sessions []Record, from, to time.Time) (out []Record) {
	for _, r := range sessions {
		if s := As[Session](r); !r.Deleted && s.From().Before(to) && s.To().After(from) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Record) int {
		x, y := As[Session](a), As[Session](b)
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Weekly gives a session and the same one a week later, and so on: n in all, at the
// same time of day in a place, whatever its clocks do meanwhile.
func Weekly(s Session, n int, zone *time.Location) []Session {
	out := make([]Session, 0, n)
	length := s.End - s.Start
	for i := range n {
		one := s
		one.Start = s.From().In(zone).AddDate(0, 0, 7*i).UnixMilli()
		one.End = one.Start + length
		out = append(out, one)
	}
	return out
}
