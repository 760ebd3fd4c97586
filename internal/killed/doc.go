// Package killed ends real processes with SIGKILL at random moments: a program that saves
// and syncs, without a window, and the server. Its tests are all that is in it.
//
// An action that was saved said so on the program's output, behind Save. At the end each of
// them is on the server, once, and each file with its bytes.
//
//	go test ./internal/killed                       some dozens of kills
//	go test ./internal/killed -kill.times=1000      a thousand
package killed
