//go:build !race

package testenv_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"rantau/campus"
)

var inName = map[campus.SpaceType]string{campus.InCommons: "InCommons", campus.InInstitution: "InInstitution", campus.InClass: "InClass",
	campus.InGroup: "InGroup", campus.InTalk: "InTalk", campus.InPersonal: "InPersonal"}

func letterOf(b byte) string {
	if b == 0 {
		return "0"
	}
	return "'" + string(b) + "'"
}

// lineOf writes a line as parse reads it: what the same people may stands together.
func lineOf(may map[string]string) string {
	by := map[string][]string{}
	for _, op := range sorted(may) {
		letters := may[op]
		if letters == "" {
			letters = "-"
		}
		by[letters] = append(by[letters], op)
	}
	var parts []string
	for _, letters := range sorted(by) {
		parts = append(parts, strings.Join(append(by[letters], letters), " "))
	}
	return strings.Join(parts, " | ")
}

func (r permissionRow) name() string { return r.kind + " in " + string(r.in) }

func (r permissionRow) parse(t *testing.T) map[string]string {
	may := map[string]string{}
	for _, part := range strings.Split(r.may, "|") {
		words := strings.Fields(part)
		for _, op := range words[:max(0, len(words)-1)] {
			if _, twice := may[op]; twice {
				t.Errorf("%s says %s twice", r.name(), op)
			}
			may[op] = strings.Trim(words[len(words)-1], "-")
		}
	}
	return may
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// letterIn tells whether somebody is in the world's space of a type.
func letterIn(in campus.SpaceType, name string) (byte, bool) {
	for letter, who := range casts[in] {
		if who == name && !strings.ContainsRune("rnc", rune(letter)) {
			return letter, true
		}
	}
	return 0, false
}
