//go:build race

package testenv_test

// underRace tells that the race detector watches.
const underRace = true
