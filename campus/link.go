package campus

import (
	"net/url"
	"regexp"
	"strings"
)

// The limits of what tells of a document.
const (
	MaxURL  = 2000
	MaxTags = 10
	MaxTag  = 30
)

// CheckURL holds for the address of a link: a page of the web that says where it is.
func CheckURL(address string) error {
	if err := checkLine("url", address, MaxURL); err != nil {
		return err
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || strings.ContainsAny(address, " \"<>\\^`{|}"):
		return fieldError("url", "this is not the address of a page, such as https://example.org/visas")
	case u.Scheme != "http" && u.Scheme != "https":
		return fieldError("url", "a link begins with http:// or https://")
	case u.User != nil:
		return fieldError("url", "an address with a user name in it is not taken, for it may lead elsewhere than it says")
	}
	return nil
}

// bare is an address as people type it, without what it begins with.
var bare = regexp.MustCompile(`^[\pL\pN-]+(\.[\pL\pN-]+)+(:[0-9]{1,5})?([/?#].*)?$`)

// WholeURL is an address that somebody typed, with https:// where only that was left out.
func WholeURL(typed string) string {
	if typed = strings.TrimSpace(typed); bare.MatchString(typed) {
		return "https://" + typed
	}
	return typed
}

// checkLink holds for a document that is a link.
func (d *Document) checkLink() error {
	if d.Manifest != "" || d.Size != 0 || len(d.Versions) > 0 {
		return fieldError("url", "a link has no file")
	}
	return first(CheckURL(d.URL), checkName("name", d.Name, MaxFileName))
}

// SplitTags reads the tags out of what somebody typed: words or groups of words with
// commas between them, each once.
func SplitTags(typed string) []string {
	var tags []string
	seen := map[string]bool{}
	for _, one := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(",;#、，\n", r) }) {
		one = strings.Join(strings.Fields(CleanLine(one)), " ")
		if low := strings.ToLower(one); one != "" && !seen[low] {
			seen[low] = true
			tags = append(tags, one)
		}
	}
	return tags
}

func checkTags(tags []string) error {
	if len(tags) > MaxTags {
		return fieldError("tags", "a document has up to %d tags, not %d", MaxTags, len(tags))
	}
	for _, t := range tags {
		if err := checkName("tags", t, MaxTag); err != nil {
			return err
		}
	}
	return nil
}

// checkLanguage holds for a tag of BCP 47, or none.
func checkLanguage(tag string) error {
	if tag == "" {
		return nil
	}
	for i, part := range strings.Split(tag, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && (len(part) < 2 || strings.ContainsAny(part, "0123456789")) ||
			strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return fieldError("language", "the language is a code such as en or fil")
		}
	}
	if len(tag) > 35 {
		return fieldError("language", "the language is a code such as en or fil")
	}
	return nil
}
