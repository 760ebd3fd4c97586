package reader

import (
	"net/url"
	"strings"
)

// allowed tells of an address of a document that may be opened, once somebody was asked:
// one of the web, or of somebody's mail. All else a file could use to start programs.
func allowed(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}
