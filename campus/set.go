package campus

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Set is a change set: what one action made in one space. From the moment it is
// saved it is its bytes and nothing else: they are signed, stored and forwarded
// as they are, never encoded anew.
type Set struct {
	Server  ID       `json:"server"`
	Device  string   `json:"device"`
	Space   ID       `json:"space"`
	Number  int64    `json:"n"`              // 1, 2, 3 … per device and space
	Prev    string   `json:"prev,omitempty"` // HashSet of number n-1; absent for 1
	Times   Times    `json:"time"`
	Changes []Change `json:"changes"`
	Expect  []Expect `json:"expect,omitempty"`
}

const setPrefix = "rantau/set/1\n"

// Encode gives the bytes of the set.
func (s Set) Encode() []byte { return encode(s) }

// DecodeSet reads the bytes of a set and checks its form, not its permissions.
func DecodeSet(b []byte) (Set, error) {
	var s Set
	if len(b) > MaxSet {
		return s, Errorf(TooLarge, "this change is %d KB; the limit is %d KB", len(b)>>10, MaxSet>>10)
	}
	if deeper(b, MaxDepth) {
		return s, Errorf(Invalid, "a value in this change is nested deeper than %d", MaxDepth)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, Errorf(Invalid, "this change set is not readable: %v", err)
	}
	switch {
	case !s.Space.Valid() || !s.Server.Valid() || len(s.Device) != 32:
		return s, Errorf(Invalid, "a change set names no valid server, device or space")
	case s.Number < 1:
		return s, Errorf(Invalid, "change sets are numbered from 1")
	case len(s.Changes) == 0:
		return s, Errorf(Invalid, "a change set without a change")
	case len(s.Changes) > MaxChanges:
		return s, Errorf(TooLarge, "a change set holds up to %d changes, not %d", MaxChanges, len(s.Changes))
	case len(s.Expect) > MaxChanges:
		return s, Errorf(TooLarge, "a change set relies on up to %d fields, not %d", MaxChanges, len(s.Expect))
	}
	for _, c := range s.Changes {
		if !c.Record.Valid() || c.Kind == "" || len(c.Kind) > 64 {
			return s, Errorf(Invalid, "a change names no valid record or kind")
		}
		if c.New && c.Delete {
			return s, Errorf(Invalid, "a change makes a record or deletes it, not both")
		}
		if c.Revive && (c.New || c.Delete || c.Audience != nil || len(c.Set)+len(c.Drop) > 0) {
			return s, Errorf(Invalid, "a change that brings a record back does nothing else")
		}
		if c.Audience != nil && !c.Audience.Valid() {
			return s, Errorf(Invalid, "a change names no valid audience")
		}
		for name := range c.Set {
			if name == "" || name == "*" || len(name) > 64 {
				return s, Errorf(Invalid, "a field has no valid name")
			}
		}
	}
	return s, nil
}

// MaxDepth is how deep the JSON of a set may nest. Whoever reads a record's line
// must be able to: what is taken here is read by everybody in the space.
const MaxDepth = 32

// deeper tells whether JSON nests deeper than a limit, without reading it.
func deeper(b []byte, limit int) bool {
	depth, text := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '[' || c == '{':
			if depth++; depth > limit {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}

// HashSet is the hash by which the next set names this one: the first 16 bytes
// of the SHA-256 of its bytes, in hex.
func HashSet(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// SignSet signs the bytes of a set with the device's key.
func SignSet(key ed25519.PrivateKey, b []byte) []byte {
	return ed25519.Sign(key, append([]byte(setPrefix), b...))
}

// VerifySet tells whether the signature is the device's.
func VerifySet(key ed25519.PublicKey, b, sig []byte) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, append([]byte(setPrefix), b...), sig)
}

// DeviceID is the hash of a device's public key: the first 16 bytes of its
// SHA-256, in hex.
func DeviceID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:16])
}

// Certificate says whose device a key is. The server signs its bytes with the
// key that replicas pin at sign-in.
type Certificate struct {
	Server ID     `json:"server"`
	Person ID     `json:"person"`
	Key    []byte `json:"key"`
	At     int64  `json:"at"` // ms since 1970, the server's time
}

const certificatePrefix = "rantau/device/1\n"

// Sign gives the certificate's bytes and the server's signature of them.
func (c Certificate) Sign(server ed25519.PrivateKey) (b, sig []byte) {
	b = encode(c)
	return b, ed25519.Sign(server, append([]byte(certificatePrefix), b...))
}

// OpenCertificate checks the signature and reads the certificate.
func OpenCertificate(server ed25519.PublicKey, b, sig []byte) (Certificate, error) {
	var c Certificate
	if len(server) != ed25519.PublicKeySize || !ed25519.Verify(server, append([]byte(certificatePrefix), bytes.Clone(b)...), sig) {
		return c, Errorf(Forbidden, "this device's certificate was not signed by the server")
	}
	if err := json.Unmarshal(b, &c); err != nil || len(c.Key) != ed25519.PublicKeySize {
		return c, Errorf(Invalid, "this device's certificate is not readable")
	}
	return c, nil
}
