package campus

// College is what everybody in the exchange may know of an institution: its entry
// in the commons, as Person is somebody's. The institution's own space is for its
// people alone.
type College struct {
	Institution ID     `json:"institution" merge:"fixed"`
	Name        string `json:"name"`
	City        string `json:"city,omitempty"`
	Country     string `json:"country"` // ISO 3166-1 alpha-2
	About       string `json:"about,omitempty" merge:"text"`
}

// CollegeID names an institution's entry: there is one for each.
func CollegeID(institution ID) ID { return DerivedID("college", string(institution)) }

// Validate implements Value.
func (c *College) Validate() error {
	return first(checkID("institution", c.Institution), checkName("name", c.Name, MaxName), checkLine("city", c.City, MaxName),
		checkCountry("country", c.Country), checkText("about", c.About, MaxText))
}

// MayWrite implements Value: the secretariat registers institutions.
func (c *College) MayWrite(w Write) error {
	return onlyServer(w, "an institution's entry")
}

// Countries are the countries of the exchange, by ISO 3166-1 alpha-2.
var Countries = []struct{ Code, Name string }{
	{"BN", "Brunei Darussalam"}, {"KH", "Cambodia"}, {"ID", "Indonesia"}, {"LA", "Lao PDR"},
	{"MY", "Malaysia"}, {"MM", "Myanmar"}, {"PH", "Philippines"}, {"SG", "Singapore"},
	{"TH", "Thailand"}, {"TL", "Timor-Leste"}, {"VN", "Viet Nam"},
}

// CountryName gives a country's name, or the code itself when it is not one of
// the exchange's.
func CountryName(code string) string {
	for _, c := range Countries {
		if c.Code == code {
			return c.Name
		}
	}
	return code
}

func checkCountry(field, code string) error {
	if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' {
		return fieldError(field, "the country is a code of two letters, such as TH")
	}
	return nil
}
