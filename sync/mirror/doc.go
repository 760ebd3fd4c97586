// Package mirror keeps a folder on the disk in step with the documents of a space;
// docs/design-folders.md says how.
package mirror
