package documents

// What is said about documents.
const (
	saveCopyWord = "Save a copy as…"
	cancelWord   = "Cancel"
	fetching     = "Fetching “%s”: %s of %s"
	copying      = "Saving a copy of “%s”: %s of %s"
	copied       = "Saved a copy as “%s”."
	copyGone     = "the copy was not saved: %v"
	copyNoRoom   = "there is not enough room on the disk for this copy (%s)"
)
