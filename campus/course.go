package campus

// InClass is the space of a class.
const InClass SpaceType = "class"

// Course is the root of a class's space: what the field calls a Class. (The Go
// type has another name because Class is the order of transfer.) Its staff are
// the teachers, its members the students. Its lessons, discussion and documents
// are records of the space.
type Course struct {
	Title string `json:"title"`
	About string `json:"about,omitempty" merge:"text"`
	Area  string `json:"area,omitempty"` // one of StudyAreas
	// Template is set for a class that is there to be copied.
	Template bool `json:"template,omitempty"`
}

// StudyAreas are the seven of the exchange.
var StudyAreas = []string{
	"Computer science, IT and informatics",
	"Multimedia and creative industry",
	"Business and entrepreneurship",
	"Hospitality and tourism",
	"Health science",
	"Agriculture and animal science",
	"Mechatronics, electronics and manufacturing",
}

// Validate implements Value.
func (c *Course) Validate() error {
	return first(checkName("title", c.Title, MaxName), checkText("about", c.About, MaxText),
		checkLine("area", c.Area, MaxName))
}

// MayWrite implements Value.
func (c *Course) MayWrite(w Write) error {
	if w.New() {
		return onlyTeacher(w, "make a class")
	}
	return onlyStaff(w)
}

// NewClass is the action that makes a class with its maker as owner.
func NewClass(me ID, c Course) Action { return newSpace(me, string(InClass), &c) }
