//go:build !race

package powercut_test

const slow = 1
