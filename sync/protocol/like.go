package protocol

// Like names chunks of another file of a document, which both sides have: what is sent
// resembles them, and is packed with them as the dictionary. Of a file that was changed in
// one place, only that place crosses the line.
type Like struct {
	Manifest string   `json:"manifest"` // of the other file: its hash
	Chunks   []string `json:"chunks"`   // in this order they are the dictionary
	Bytes    []byte   `json:"-"`        // which whoever packs or unpacks has at hand
}

// LikeID names the dictionary in what is packed with it.
const LikeID = 2

// MaxLike is the largest dictionary, and the most that is packed with one, in bytes.
const MaxLike = 1 << 20

// Patch is what the first frame says of the chunks that follow.
type Patch struct {
	DocumentRef
	Like Like `json:"like"`
}
