package sample

import "rantau/campus"

// area is a study area: its name, and the key by which texts and lessons are
// sorted.
type area struct{ key, name string }

// areas are those of campus.StudyAreas, in its order.
var areas = func() []area {
	keys := []string{"it", "media", "business", "hospitality", "health", "farm", "mecha"}
	out := make([]area, len(keys))
	for i, k := range keys {
		out[i] = area{k, campus.StudyAreas[i]}
	}
	return out
}()

func areaName(key string) string {
	for _, a := range areas {
		if a.key == key {
			return a.name
		}
	}
	return ""
}
