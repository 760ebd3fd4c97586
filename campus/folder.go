package campus

import "slices"

// Folder holds documents and other folders of a space. Everybody here sees it.
type Folder struct {
	Name   string `json:"name"`
	Parent ID     `json:"parent,omitempty"` // "" for one at the top
	Order  string `json:"order,omitempty"`  // before the name, where it says something
}

// Validate implements Value.
func (f *Folder) Validate() error {
	if f.Parent != "" && !f.Parent.Valid() {
		return fieldError("parent", "the folder above is not named by an ID")
	}
	return first(checkName("name", f.Name, MaxName), checkLine("order", f.Order, MaxName))
}

// MayWrite implements Value: whoever may add documents here makes folders; they are
// put in order by who made them and the staff.
func (f *Folder) MayWrite(w Write) error {
	switch {
	case w.Audience != Everyone:
		return Errorf(Forbidden, "a folder is for every member to see")
	case !w.Deleted && f.Parent == w.Record:
		return fieldError("parent", "a folder cannot be in itself")
	}
	if err := mayAdd(w); err != nil || w.New() || w.Own() || w.Actor.Role.Leads() && w.In != InTalk {
		return err
	}
	return onlyAuthor(w)
}

// Shelves are the folders of a space in their places. Two computers may have put two
// folders into each other, or deleted what another was put into: such folders, and
// what is in them, stand at the top, so nothing is ever out of sight.
type Shelves struct {
	folders map[ID]Record
	parent  map[ID]ID // of those that are not at the top
}

// NewShelves puts the folders among some records in their places.
func NewShelves(records []Record) Shelves {
	s := Shelves{folders: map[ID]Record{}, parent: map[ID]ID{}}
	for _, r := range records {
		if r.Kind == "folder" && !r.Deleted {
			s.folders[r.ID] = r
		}
	}
	for id, r := range s.folders {
		if up := As[Folder](r).Parent; up != "" {
			if _, here := s.folders[up]; here {
				s.parent[id] = up
			}
		}
	}
	for _, id := range s.inThemselves() {
		delete(s.parent, id)
	}
	return s
}

// inThemselves lists the folders from which the way up leads back to them. Each folder is
// stepped on once: a tree may be as deep as somebody likes.
func (s Shelves) inThemselves() (loose []ID) {
	walk := map[ID]int{} // on which walk a folder was stepped on
	n := 0
	for id := range s.parent {
		n++
		at, inside := id, true
		for inside && walk[at] == 0 {
			walk[at] = n
			at, inside = s.parent[at]
		}
		if !inside || walk[at] != n {
			continue // the top, or where an earlier walk has been
		}
		for first := at; ; {
			loose = append(loose, at)
			if at = s.parent[at]; at == first {
				break
			}
		}
	}
	return loose
}

// Place is where something is that names a folder: "" is the top.
func (s Shelves) Place(folder ID) ID {
	if _, here := s.folders[folder]; !here {
		return ""
	}
	return folder
}

// Parent is the folder that a folder is in, "" for the top.
func (s Shelves) Parent(folder ID) ID { return s.parent[folder] }

// Way lists the folders from the top down to one, with that one.
func (s Shelves) Way(folder ID) []Record {
	var way []Record
	for at := s.Place(folder); at != ""; at = s.parent[at] {
		way = append(way, s.folders[at])
	}
	slices.Reverse(way)
	return way
}

// In lists the folders that are in a folder, or at the top, in no order.
func (s Shelves) In(folder ID) []Record {
	var in []Record
	for id, r := range s.folders {
		if s.parent[id] == folder {
			in = append(in, r)
		}
	}
	return in
}

// Within tells whether a folder is another one or in it, at any depth. Everything is
// within "".
func (s Shelves) Within(folder, other ID) bool {
	if other == "" {
		return true
	}
	for at := s.Place(folder); at != ""; at = s.parent[at] {
		if at == other {
			return true
		}
	}
	return false
}

// Unfold gives the changes that delete a folder and move what was in it up: the
// documents and folders among the records that name it. Not all of them may fit one
// set.
func Unfold(folder Record, shelves Shelves, records []Record) []Change {
	up := shelves.Parent(folder.ID)
	var changes []Change
	for _, r := range records {
		switch r.Kind {
		case "folder":
			if f := As[Folder](r); f.Parent == folder.ID && r.ID != folder.ID {
				f.Parent = up
				if c, differs := Edit(r, &f); differs {
					changes = append(changes, c)
				}
			}
		case "document":
			if d := As[Document](r); d.Folder == folder.ID {
				d.Folder = up
				if c, differs := Edit(r, &d); differs {
					changes = append(changes, c)
				}
			}
		}
	}
	return append(changes, Remove(folder))
}
