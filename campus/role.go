package campus

// Role is what a member is in a space. The order matters: a later one may do
// all that an earlier one may.
type Role string

// The roles, lowest first. None is a membership that has ended.
const (
	None   Role = "none"
	Member Role = "member"
	Staff  Role = "staff"
	Owner  Role = "owner"
)

// Valid tells whether r is one of the roles.
func (r Role) Valid() bool { return r == None || r == Member || r == Staff || r == Owner }

// In tells whether the role is that of a present member.
func (r Role) In() bool { return r == Member || r == Staff || r == Owner }

// Leads tells whether the role belongs to the staff of the space.
func (r Role) Leads() bool { return r == Staff || r == Owner }

// Actor is a person who does something in one space.
type Actor struct {
	Person ID
	Role   Role // in the space; "" or None when not a member
	// Teacher is set when the person is on the staff of the commons or of an
	// institution: teachers, coordinators and the secretariat.
	Teacher bool
	// Server is set for what the server itself writes.
	Server bool
}

// Audience says who in the space sees a record: "" for every member, "staff",
// or one person's ID for that person and the staff.
type Audience string

// The two audiences that are not a person.
const (
	Everyone  Audience = ""
	StaffOnly Audience = "staff"
)

// Valid tells whether a is an audience.
func (a Audience) Valid() bool {
	return a == Everyone || a == StaffOnly || ID(a).Valid()
}

// MayRead tells whether the actor sees records of an audience in this space.
// It is the one rule for reading, the same on the replica and on the server.
func MayRead(a Actor, audience Audience) bool {
	switch {
	case a.Server:
		return true
	case !a.Role.In():
		return false
	case audience == Everyone, a.Role.Leads():
		return true
	default:
		return ID(audience) == a.Person
	}
}
