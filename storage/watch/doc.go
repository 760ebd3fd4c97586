// Package watch looks at a folder on disk: what is in it (Scan), and that something in it
// has changed and is quiet again (Watcher). It reads and never writes, and knows nothing of
// documents.
//
// A folder belongs to everybody who can write there. Links are not followed, neither out
// of the folder nor inside it; what is no plain file is passed over, and so is what
// programs put beside a file while they work on it. Whatever is passed over is listed with
// its reason.
package watch
