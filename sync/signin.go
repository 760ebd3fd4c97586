package sync

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"os"

	"rantau/campus"
	"rantau/sync/protocol"
)

// DeviceName is what a person will know this computer by.
func DeviceName() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		return "computer"
	}
	return name
}

// SignIn makes this copy a device of the person: the key is made here and its
// public half registered. A copy that belongs to the person already keeps its
// key, so that what waits can still be sent.
func SignIn(ctx context.Context, store Store, svc protocol.Service, address, user, password string) error {
	old := store.Identity()
	key := old.Key
	if len(key) != ed25519.PrivateKeySize {
		var err error
		if _, key, err = ed25519.GenerateKey(rand.Reader); err != nil {
			return err
		}
	}
	hello, err := svc.Hello(ctx)
	if err != nil {
		return err
	}
	if old.Server != "" && old.Server != hello.Server {
		return campus.Errorf(campus.Forbidden, "this profile belongs to another server; make a profile of your own for this one")
	}
	if !speaks(hello.Versions) {
		return campus.Errorf(protocol.TooOld, "this program and the server speak different versions of the protocol; update the program")
	}
	in, err := svc.SignIn(ctx, protocol.SignIn{User: user, Password: password, Key: key.Public().(ed25519.PublicKey), Name: DeviceName()})
	if err != nil {
		return err
	}
	if old.ServerKey != nil && string(old.ServerKey) != string(in.ServerKey) {
		return campus.Errorf(campus.Forbidden, "the server's key is not the one that this profile knows; ask the secretariat before you go on")
	}
	cert, err := campus.OpenCertificate(in.ServerKey, []byte(in.Certificate), in.Signature)
	if err != nil {
		return err
	}
	if cert.Person != in.Person || string(cert.Key) != string(key.Public().(ed25519.PublicKey)) {
		return campus.Errorf(protocol.BadAnswer, "the server's certificate is not for this computer")
	}
	return store.SignIn(ctx, protocol.Identity{Address: address, Server: in.Server, ServerKey: in.ServerKey, Person: in.Person, User: user,
		Key: key, Token: in.Token, Certificate: in.Certificate, Signature: in.Signature})
}

func speaks(versions []int) bool {
	for _, v := range versions {
		if v == protocol.Version {
			return true
		}
	}
	return false
}
