// Package app is the desktop program's shell: its window, the navigation at the
// left, the status line at the bottom, and the one subscription to changes. It
// knows the screens; no screen knows it, or another screen.
//
// # What a screen stands on
//
//	app/ui      the contract: Screen, Env, Load, Do, Draft, Directory, May…
//	app/widget  the pieces: Row, List, Column, Composer, Discussion, Empty, …
//	app/theme   colours and sizes; use its names, never a colour of one's own
//
// # Adding a screen
//
// Make a package app/<name> with New(*ui.Env) ui.Screen, its words in
// strings.go, and add one line to sections in sections.go. Then:
//
//   - Ask the replica and the files only in the fetch of ui.Load, save only by
//     ui.Do: the goroutine that draws never waits.
//   - Look again in Shown and, for the kinds that are shown, in Changed. The
//     shell calls both; a screen subscribes to nothing.
//   - Everything long that is typed goes through widget.Composer or a ui.Draft.
//   - Show a button only where ui.MayCreate, ui.MayEdit or ui.MayRemove allow
//     what it does. What is not there yet is not shown.
//   - Implement ui.Maker for Ctrl+N, ui.Backer for Esc, ui.Opener to be sent to
//     a thing by Env.Go. Use the buttons, entries and lists of app/widget: they
//     pass the keys on that are not theirs.
//   - Test it with apptest: a replica in memory that applies the campus's rules
//     and a queue in place of the goroutine that draws.
package app
