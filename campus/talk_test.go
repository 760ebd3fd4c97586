package campus

import "testing"

// In a class the staff takes a post away; in a private conversation nobody but
// its author does, not even who started it.
func TestTalkHasNoStaff(t *testing.T) {
	post := &Post{Topic: NewID(), Text: "x"}
	for in, want := range map[SpaceType]Code{InClass: "", InGroup: "", InTalk: Forbidden} {
		w := Write{Actor: Actor{Person: NewID(), Role: Owner}, In: in, Author: NewID(), Before: post, Deleted: true}
		err := post.MayWrite(w)
		if err == nil != (want == "") || err != nil && CodeOf(err) != want {
			t.Errorf("%s: %v", in, err)
		}
	}
}
