package campus

import (
	"crypto/rand"
	"strings"
	"time"
)

// JoinCode lets whoever has heard it become a member of the class or group it is in.
// It is for the staff, who read it aloud or project it.
type JoinCode struct {
	Code  string `json:"code" merge:"fixed"`
	Until int64  `json:"until,omitempty"` // ms since 1970; 0 for no end
	Off   bool   `json:"off,omitempty"`   // it was ended
}

// codeLetters are those that are not taken for one another, heard or read. Without
// vowels no code is a word.
const codeLetters = "23456789BCDFGHJKMNPQRSTVWXYZ"

// CodeLength is how long a code is: 28 to the 8th are 4·10¹¹, of which the server lets
// nobody try many.
const CodeLength = 8

// NewCode makes a code.
func NewCode() string {
	var b [CodeLength]byte
	for i := range b {
		var r [1]byte
		for {
			_, _ = rand.Read(r[:]) // never fails since Go 1.24
			if int(r[0]) < 256-256%len(codeLetters) {
				break
			}
		}
		b[i] = codeLetters[int(r[0])%len(codeLetters)]
	}
	return string(b[:])
}

// CleanCode gives a code as it is kept, from what somebody typed: in capitals, without
// dashes and spaces.
func CleanCode(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r == '-', r == ' ', r == '\t', r == '.', r >= '\u2010' && r <= '\u2015', r == '\u00a0':
			return -1
		}
		return r // and no code
	}, typed)
}

// ShowCode gives a code as it is written for people.
func ShowCode(code string) string {
	if len(code) != CodeLength {
		return code
	}
	return code[:CodeLength/2] + "-" + code[CodeLength/2:]
}

// ValidCode tells whether a code has the form of one.
func ValidCode(code string) bool {
	if len(code) != CodeLength {
		return false
	}
	for _, r := range code {
		if !strings.ContainsRune(codeLetters, r) {
			return false
		}
	}
	return true
}

// Validate implements Value.
func (c *JoinCode) Validate() error {
	if !ValidCode(c.Code) {
		return fieldError("code", "a code has %d letters and digits, such as %s", CodeLength, ShowCode("BCDF2345"))
	}
	return checkDate("until", c.Until)
}

// MayWrite implements Value. It is the server's to look a code up: the rule keeps it
// from the members, who would hand it on.
func (c *JoinCode) MayWrite(w Write) error {
	if w.Audience != StaffOnly && !w.Deleted {
		return Errorf(Forbidden, "a code is for the staff, who give it to whom they want")
	}
	return onlyStaff(w)
}

// Open tells whether the code lets in who wrote a joining.
func (c JoinCode) Open(joining Record) bool {
	return !c.Off && (c.Until == 0 || !joining.WrittenAfter(time.UnixMilli(c.Until)))
}

// NewJoinCode is the change that makes a code.
func NewJoinCode() Change {
	return Create(NewID(), "joincode", &JoinCode{Code: NewCode()}).For(StaffOnly)
}

// JoinCodeUntil is the change that makes a code that lasts to the end of a day: 1 is
// the day of now.
func JoinCodeUntil(now time.Time, days int) Change {
	y, m, d := now.Date()
	until := time.Date(y, m, d+days, 0, 0, 0, 0, now.Location())
	return Create(NewID(), "joincode", &JoinCode{Code: NewCode(), Until: until.UnixMilli()}).For(StaffOnly)
}
