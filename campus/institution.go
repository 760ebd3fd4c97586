package campus

// InInstitution is the space of one institution.
const InInstitution SpaceType = "institution"

// Institution is the root of an institution's space. Its staff are teachers and
// coordinators; its members are students. Institutions join by asking the
// secretariat.
type Institution struct {
	Name    string `json:"name"`
	City    string `json:"city,omitempty"`
	Country string `json:"country"` // ISO 3166-1 alpha-2
	About   string `json:"about,omitempty" merge:"text"`
}

// Validate implements Value.
func (i *Institution) Validate() error {
	return first(checkName("name", i.Name, MaxName), checkLine("city", i.City, MaxName),
		checkCountry("country", i.Country), checkText("about", i.About, MaxText))
}

// MayWrite implements Value.
func (i *Institution) MayWrite(w Write) error {
	if w.New() {
		return onlyServer(w, "an institution")
	}
	return onlyStaff(w)
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
