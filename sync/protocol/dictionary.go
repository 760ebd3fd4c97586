package protocol

import _ "embed"

// Dictionary is what zstd may refer to in both directions of a sync: the names and forms of
// docs/sync.md, which a short exchange consists of. It never changes: another would be
// another file with another number.
//
//go:embed dictionary-1.txt
var Dictionary []byte

// DictionaryID names it in a frame.
const DictionaryID = 1
