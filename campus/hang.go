package campus

// hangs tells whether a record may ask for ErrandFollow: what has drafts, and a document
// that hangs on something. What is for one person stays so.
func hangs(r Record) bool {
	if ID(r.Audience).Valid() {
		return false
	}
	if r.Kind == "document" {
		d := As[Document](r)
		return d.HangsOn() != ""
	}
	k, ok := KindNamed(r.Kind)
	return ok && k.Published()
}

// AudienceFollows gives the changes by which the documents that hang on a record get its audience.
func AudienceFollows(of Record, documents []Record) (out []Change) {
	if ID(of.Audience).Valid() {
		return nil
	}
	for _, d := range documents {
		if Follows(of, d) && d.Audience != of.Audience && !ID(d.Audience).Valid() {
			out = append(out, Change{Record: d.ID, Kind: d.Kind}.For(of.Audience))
		}
	}
	return out
}
