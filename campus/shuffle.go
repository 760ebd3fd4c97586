package campus

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// Shuffled gives the questions as an attempt shows them. It follows from the attempt's ID
// alone, so all computers and the teacher see the same.
func (q Quiz) Shuffled(attempt ID) []Question {
	out := slices.Clone(q.Questions)
	sum := sha256.Sum256([]byte("quiz\x00" + string(attempt)))
	r := rand.New(rand.NewPCG(binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])))
	if q.Shuffle {
		r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	for i, one := range out {
		one.Choices, one.Targets = slices.Clone(one.Choices), slices.Clone(one.Targets)
		// What is put in order or matched is shuffled in any case.
		if q.Shuffle && one.Type.Chooses() || one.Type == Ordering {
			r.Shuffle(len(one.Choices), func(i, j int) { one.Choices[i], one.Choices[j] = one.Choices[j], one.Choices[i] })
		}
		if one.Type == Matching {
			r.Shuffle(len(one.Targets), func(i, j int) { one.Targets[i], one.Targets[j] = one.Targets[j], one.Targets[i] })
		}
		out[i] = one
	}
	return out
}
