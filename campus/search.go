package campus

import "context"

// Searcher finds records by what is in them. It works with no network, on what is on
// this computer.
type Searcher interface {
	// Search gives the records that hold all words of a text, the best first.
	Search(ctx context.Context, s Search) (Found, error)
}

// Search is what is looked for.
type Search struct {
	Text  string
	Kinds []string // any of these; nil for every kind that can be found
	Limit int      // 0: MaxHits
}

// MaxHits is how many records a search gives at most.
const MaxHits = 200

// Found is what a search gives.
type Found struct {
	Hits []Hit
	More bool // there are others
	// Waiting is how many records are not searched yet, All how many there are.
	Waiting, All int
}

// Hit is a record that was found.
type Hit struct {
	Record  Record
	Snippet string   // what is around the words in its text
	Marks   [][2]int // where the words are in the snippet, in bytes
	Page    int      // of a document: where the words are, from 1; 0 for its name
}
