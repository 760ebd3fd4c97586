// Package documents holds what every list of documents shares, in Resources, in
// a class, in a group: the list itself with its columns, adding a file, saving a
// copy, removing.
package documents
