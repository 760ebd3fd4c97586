package apptest

import "rantau/campus"

// OwnSpace gives the person of the campus the own space that the server makes for
// everybody.
func (c *Campus) OwnSpace() campus.ID {
	me := c.Replica.Me()
	id := campus.PersonalSpace(me)
	c.Replica.Add(id, "", "personal", id, &campus.Personal{Owner: me})
	c.join(id, me, campus.Owner)
	return id
}
