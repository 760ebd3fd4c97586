package campus

// Unit is a part of a class: a heading under which lessons and assignments stand. They
// name it in their field unit; what names none, or one that is gone, comes first.
type Unit struct {
	Title string `json:"title"`
	About string `json:"about,omitempty" merge:"text"`
	Order string `json:"order"` // sorts the units of a class; see OrderBetween
}

// Validate implements Value.
func (u *Unit) Validate() error {
	return first(checkName("title", u.Title, MaxName), checkText("about", u.About, 2000), checkLine("order", u.Order, MaxLine))
}

// MayWrite implements Value.
func (u *Unit) MayWrite(w Write) error { return onlyStaff(w) }

// checkUnit holds for the unit of a lesson or an assignment: none, or an ID.
func checkUnit(unit ID) error {
	if unit != "" && !unit.Valid() {
		return fieldError("unit", "the unit is not valid")
	}
	return nil
}
