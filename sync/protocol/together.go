package protocol

import "rantau/campus"

// Offers brings the manifests of several documents: small files go together, for on a long
// line a request for each takes longer than its bytes.
type Offers struct {
	Offers []Offer `json:"offers"`
}

// Answers are those to offers, in their order.
type Answers struct {
	Answers []Answer `json:"answers"`
}

// Answer is that to one of several offers: what is in the way of one keeps none of the
// others back.
type Answer struct {
	Wanted
	Error *campus.Error `json:"error,omitempty"`
}

// Lists asks for the manifests of several documents.
type Lists struct {
	Documents []DocumentRef `json:"documents"`
}

// Manifests are what was asked for, in its order.
type Manifests struct {
	Manifests []Manifest `json:"manifests"`
}

// Manifest is one of several.
type Manifest struct {
	Bytes string        `json:"manifest,omitempty"`
	Error *campus.Error `json:"error,omitempty"`
}

// Gets asks for chunks of several documents.
type Gets struct {
	Gets []GetChunks `json:"gets"`
}

// Count is how many chunks are asked for.
func (g Gets) Count() (n int) {
	for _, one := range g.Gets {
		n += len(one.Chunks)
	}
	return n
}
