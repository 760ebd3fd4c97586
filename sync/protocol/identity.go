package protocol

import (
	"crypto/ed25519"

	"rantau/campus"
)

// Identity is who a copy belongs to, and how its device speaks.
type Identity struct {
	Address     string // of the server
	Server      campus.ID
	ServerKey   []byte // pinned
	Person      campus.ID
	User        string
	Key         ed25519.PrivateKey
	Token       string
	Certificate string
	Signature   []byte
}

// Device is the ID of the device; "" before there is a key.
func (i Identity) Device() string {
	if len(i.Key) != ed25519.PrivateKeySize {
		return ""
	}
	return campus.DeviceID(i.Key.Public().(ed25519.PublicKey))
}
