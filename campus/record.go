package campus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
)

// Record is one small thing that is replicated.
type Record struct {
	ID       ID
	Kind     string
	Space    ID
	Audience Audience
	Author   ID        // who made it
	Created  time.Time // by the server's clock, or the device's until it was taken
	Written  *Written  // when it was made, where that was long before; see WrittenAt
	Editor   ID        // who changed it last
	Edited   time.Time
	Seq      int64 // sequence of the last set that touched it; 0 when not on the server
	Deleted  bool
	Waiting  bool // the outbox holds a change to it
	Shelved  bool // the server went back in time and no longer has it
	Body     Body
	Versions []Version
}

// Version is a value that was not chosen. It is kept beside its record until a
// person decides.
type Version struct {
	ID     ID              `json:"id"`
	Fields json.RawMessage `json:"fields"` // an object: field name to value
	Author ID              `json:"author"`
	At     int64           `json:"at"` // the server's time, in ms since 1970
}

// Body is a JSON object of named fields. Its values are kept byte for byte, so
// that fields this program does not know pass through unharmed.
type Body []byte

// Fields splits the object into its fields.
func (b Body) Fields() (map[string]json.RawMessage, error) {
	if len(b) == 0 {
		return map[string]json.RawMessage{}, nil
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fieldError("", "a record's body is not a JSON object")
	}
	if m == nil {
		m = map[string]json.RawMessage{}
	}
	return m, nil
}

// NewBody joins fields to an object, names sorted, values compacted. A value
// null takes the field away.
func NewBody(fields map[string]json.RawMessage) Body {
	names := make([]string, 0, len(fields))
	for name, v := range fields {
		if !isNull(v) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(encode(name))
		b.WriteByte(':')
		b.Write(Compact(fields[name]))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// Compact takes white space out of a JSON value and leaves the rest as it is.
func Compact(v json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, v) != nil {
		return v
	}
	return b.Bytes()
}

func isNull(v json.RawMessage) bool {
	v = bytes.TrimSpace(v)
	return len(v) == 0 || string(v) == "null"
}

// encode is json.Marshal without the escaping of <, > and &, which would change
// the bytes of a value on its way through.
func encode(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return nil
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// HashValue is the short hash of a field's value: the first 8 bytes of the
// SHA-256 of its compact JSON, in hex. An absent or null value has the hash "".
func HashValue(v json.RawMessage) string {
	if isNull(v) {
		return ""
	}
	sum := sha256.Sum256(Compact(v))
	return hex.EncodeToString(sum[:8])
}

// HashBody is the short hash of a whole body: of the lines "name hash\n" of its
// fields, sorted by name.
func HashBody(b Body) string {
	fields, err := b.Fields()
	if err != nil {
		return ""
	}
	lines := make([]string, 0, len(fields))
	for name, v := range fields {
		if h := HashValue(v); h != "" {
			lines = append(lines, name+" "+h+"\n")
		}
	}
	slices.Sort(lines)
	sum := sha256.New()
	for _, l := range lines {
		sum.Write([]byte(l))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
