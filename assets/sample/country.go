package sample

// country says how many institutions a country sends into a batch and what is
// spoken there, besides English.
type country struct {
	code  string
	count int
	langs []string
}

// countries are in the order of the round in which institutions are numbered:
// neighbours in the numbers become partners, so no country follows itself. The
// first eight are those of the small campus.
var countries = []country{
	{"ID", 11, []string{"id"}}, {"KH", 6, []string{"km"}}, {"TH", 12, []string{"th"}}, {"PH", 11, []string{"fil"}},
	{"VN", 10, []string{"vi"}}, {"MY", 9, []string{"ms"}}, {"LA", 4, []string{"lo"}}, {"MM", 5, []string{"my"}},
	{"TL", 3, []string{"tet"}}, {"SG", 2, []string{"ms"}}, {"BN", 2, []string{"ms"}},
}

func languageOf(code string) string {
	for _, c := range countries {
		if c.code == code {
			return c.langs[0]
		}
	}
	return "en"
}
