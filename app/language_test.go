package app_test

import (
	"testing"

	"rantau/app"
	"rantau/app/lang"
)

// TestSwitchLanguage: all in the window is said anew, at the same place, and what is
// half typed stays.
func TestSwitchLanguage(t *testing.T) {
	needs(t, "id")
	defer lang.Use(lang.English)
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	h.Tap("Training")
	h.Pick("Soil, sensors and water")
	h.Tap("Discussion")
	h.Type("Ask or answer in this class", "half a word")
	p.SetLanguage("id")
	h.Settle()
	h.Want("Soil, sensors and water", "Siti Rahmawati") // the class is still open
	h.WantNot("New class", "Home", "everything is on the server")
	p.SetLanguage("en")
	h.Settle()
	h.Tap("Discussion")
	h.Want("New class", "Home", "everything is on the server", "half a word")
	if p.Screen() == nil || lang.Current() != "en" {
		t.Fatal("there is no screen")
	}
	p.SetLanguage("xx")
	if lang.Current() != "en" {
		t.Errorf("xx is spoken as %s", lang.Current())
	}
}

// TestLanguageOfTheSignInForm: it can be chosen before anybody signs in.
func TestLanguageOfTheSignInForm(t *testing.T) {
	needs(t, "th")
	defer lang.Use(lang.English)
	h, p := start(t, app.Options{SignIn: &signer{}}, "teacher")
	h.Field("https://exchange.example.org").SetText("https://somewhere.example.org")
	p.SetLanguage("th")
	h.WantNot("Sign in", "Password")
	if got := h.Field("https://exchange.example.org").Text; got != "https://somewhere.example.org" {
		t.Errorf("what was typed is %q", got)
	}
}

// needs skips a test until a language is translated.
func needs(t *testing.T, tag string) {
	t.Helper()
	if !lang.Speaks(tag) {
		t.Skip("not translated yet: " + tag)
	}
}
