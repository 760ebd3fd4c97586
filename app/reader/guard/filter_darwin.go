package guard

// filter has no counterpart here that is not deprecated: that no descriptors can be made
// is what keeps files and the network away.
func filter() error { return nil }

func closeStrange(int) {}
