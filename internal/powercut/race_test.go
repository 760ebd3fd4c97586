//go:build race

package powercut_test

// slow is how many seeds one stands for: watched by the race detector, SQLite takes
// many times as long.
const slow = 10
