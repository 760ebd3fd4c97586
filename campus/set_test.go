package campus

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func sampleSet() Set {
	since := int64(5)
	return Set{Server: other, Device: strings.Repeat("ab", 16), Space: place, Number: 3, Prev: strings.Repeat("cd", 16),
		Times:   Times{Clock: 1, Heard: 2, Since: &since},
		Changes: []Change{Create(record, "post", &Post{Topic: place, Text: "a < b & c"})}, Expect: []Expect{{Record: record, Field: "x", Hash: "y"}}}
}

func TestSetRoundTrip(t *testing.T) {
	s := sampleSet()
	b := s.Encode()
	got, err := DecodeSet(b)
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Encode()) != string(b) || !strings.Contains(string(b), "a < b & c") {
		t.Errorf("%s\n%s", b, got.Encode())
	}
}

func TestDecodeSetRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Set)
		want  Code
	}{
		"no space":              {func(s *Set) { s.Space = "" }, Invalid},
		"no server":             {func(s *Set) { s.Server = "x" }, Invalid},
		"no device":             {func(s *Set) { s.Device = "" }, Invalid},
		"number 0":              {func(s *Set) { s.Number = 0 }, Invalid},
		"no changes":            {func(s *Set) { s.Changes = nil }, Invalid},
		"too many changes":      {func(s *Set) { s.Changes = make([]Change, MaxChanges+1) }, TooLarge},
		"too many expected":     {func(s *Set) { s.Expect = make([]Expect, MaxChanges+1) }, TooLarge},
		"a bad record":          {func(s *Set) { s.Changes[0].Record = "../x" }, Invalid},
		"no kind":               {func(s *Set) { s.Changes[0].Kind = "" }, Invalid},
		"a long kind":           {func(s *Set) { s.Changes[0].Kind = strings.Repeat("k", 65) }, Invalid},
		"a bad audience":        {func(s *Set) { a := Audience("all"); s.Changes[0].Audience = &a }, Invalid},
		"a field without name":  {func(s *Set) { s.Changes[0].Set[""] = json.RawMessage("1") }, Invalid},
		"the field *":           {func(s *Set) { s.Changes[0].Set["*"] = json.RawMessage("1") }, Invalid},
		"a long field name":     {func(s *Set) { s.Changes[0].Set[strings.Repeat("n", 65)] = json.RawMessage("1") }, Invalid},
		"brought back and more": {func(s *Set) { s.Changes[0].Revive = true }, Invalid},
		"made and deleted":      {func(s *Set) { s.Changes[0].Delete = true }, Invalid},
		"a set over the limits": {func(s *Set) { s.Changes[0].Set["x"] = encode(strings.Repeat("x", MaxSet)) }, TooLarge},
	} {
		s := sampleSet()
		c.spoil(&s)
		if _, err := DecodeSet(s.Encode()); CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, b := range []string{"", "x", "[]", "null", `{"n":"3"}`, `{"changes":{}}`} {
		if _, err := DecodeSet([]byte(b)); CodeOf(err) == Internal || err == nil {
			t.Errorf("%q: %v", b, err)
		}
	}
}

func TestSignatures(t *testing.T) {
	pub, key, _ := ed25519.GenerateKey(nil)
	otherPub, otherKey, _ := ed25519.GenerateKey(nil)
	b := sampleSet().Encode()
	sig := SignSet(key, b)
	if !VerifySet(pub, b, sig) {
		t.Error("a good signature does not hold")
	}
	changed := []byte(strings.Replace(string(b), "a < b", "a > b", 1))
	if VerifySet(pub, changed, sig) || VerifySet(otherPub, b, sig) || VerifySet(nil, b, sig) || VerifySet(pub, b, nil) {
		t.Error("a forged signature holds")
	}
	if VerifySet(pub, b, ed25519.Sign(key, b)) {
		t.Error("a signature without the prefix holds")
	}
	cert, csig := Certificate{Server: other, Person: me, Key: pub, At: 1}.Sign(otherKey)
	if c, err := OpenCertificate(otherPub, cert, csig); err != nil || c.Person != me {
		t.Errorf("%+v %v", c, err)
	}
	if _, err := OpenCertificate(pub, cert, csig); CodeOf(err) != Forbidden {
		t.Errorf("a certificate by somebody else: %v", err)
	}
	if VerifySet(otherPub, cert, csig) {
		t.Error("a certificate passes as a set")
	}
}

func TestAuthored(t *testing.T) {
	at := func(ms int64) time.Time { return time.UnixMilli(ms) }
	since := func(ms int64) *int64 { return &ms }
	for name, c := range map[string]struct {
		times    Times
		from, to time.Time
	}{
		"nothing heard":       {Times{Clock: 9e12}, time.Time{}, at(1000)},
		"after a reboot":      {Times{Heard: 400}, at(400), at(1000)},
		"to the point":        {Times{Heard: 400, Since: since(100)}, at(500), at(500)},
		"clock years ahead":   {Times{Clock: 9e12, Heard: 400, Since: since(100)}, at(500), at(500)},
		"later than arrived":  {Times{Heard: 400, Since: since(5000)}, at(1000), at(1000)},
		"heard from tomorrow": {Times{Heard: 5000}, at(1000), at(1000)},
		"clock went back":     {Times{Heard: 400, Since: since(-100)}, at(400), at(1000)},
	} {
		from, to := c.times.Authored(at(1000))
		if !from.Equal(c.from) || !to.Equal(c.to) || to.Before(from) {
			t.Errorf("%s: %v to %v", name, from, to)
		}
	}
}

func FuzzDecodeSet(f *testing.F) {
	f.Add(sampleSet().Encode())
	f.Add([]byte(`{"changes":[{"id":"` + string(record) + `","kind":"post","set":{"a":null}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := DecodeSet(b)
		if err != nil {
			if CodeOf(err) == Internal {
				t.Fatal(err)
			}
			return
		}
		for _, c := range s.Changes {
			k, ok := KindNamed(c.Kind)
			if !ok {
				continue
			}
			body, err := Overlay(nil, c)
			if err != nil {
				t.Fatal(err)
			}
			if v, err := k.Decode(body); err == nil {
				_ = Judge(k, Write{Actor: Actor{Person: me, Role: Owner}, Space: place, In: InClass, Record: c.Record, Author: me}, v, Everyone)
			}
			_, _ = Merge(k, Record{ID: c.Record, Kind: c.Kind, Body: Body(samples[c.Kind].body)}, c, nil)
		}
		_ = fmt.Sprint(HashSet(b))
	})
}
