package people

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Who sees contact details.
const (
	forAll = "all"
	forMe  = "me"
)

// mine is what a person keeps of themselves.
type mine struct {
	contact  campus.Record // zero where there is none
	pictures []campus.Record
}

func loadMine(ctx context.Context, r campus.Replica) (m mine, err error) {
	m.contact, err = r.Record(ctx, campus.ContactID(r.Me()))
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return m, err
	}
	m.pictures, err = r.Records(ctx, campus.Query{Kind: "document", Of: r.Me()})
	return m, err
}

// edit is the form of the own profile. The institution and the kind of work are
// the secretariat's: they are not in it. again is what was refused of it.
func (c *cards) edit(r campus.Record, again *ui.Again) {
	var m mine
	ui.Do(c.env, func(ctx context.Context) (err error) {
		m, err = loadMine(ctx, c.env.Replica)
		return err
	}, func(err error) {
		c.form(r, m, again, err)
	})
}

func (c *cards) form(r campus.Record, m mine, again *ui.Again, trouble error) {
	p := campus.As[campus.Person](again.Over(r))
	was := campus.As[campus.Contact](m.contact)
	f := widget.NewForm(c.env)
	f.Line("name", fieldName.Say(), "")
	picture := newPictureField(c.env, f, p.Name, len(m.pictures) > 0)
	f.Add("picture", fieldPicture.Say(), picture.content, nil, picture.get, picture.set)
	f.Pick("area", fieldArea.Say(), campus.StudyAreas, lang.Terms(campus.StudyAreas), true)
	tags, names := ui.LanguageOptions()
	f.Ticks("languages", fieldLanguage.Say(), tags, names, 4)
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 4)
	f.Line("email", fieldEmail.Say(), "")
	f.Line("phone", fieldPhone.Say(), "")
	f.Beside(2)
	f.Line("line", fieldLine.Say(), lineHint.Say())
	f.Pick("who", fieldWho.Say(), []string{forMe, forAll}, []string{whoMe.Say(), whoAll.Say()}, false)
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		after := campus.As[campus.Person](r)
		after.Name, after.Area, after.Languages, after.About = v["name"], v["area"], v["languages"], v["about"]
		action := campus.Action{Space: r.Space}
		if change, differs := campus.Edit(r, &after); differs {
			action.Changes = []campus.Change{again.Based(change)}
		}
		action.Changes = append(action.Changes, contactChanges(m.contact, c.env.Replica.Me(), v)...)
		action.Changes = append(action.Changes, pictureChanges(v["picture"], c.env.Replica.Me(), m.pictures)...)
		ui.Do(c.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, done)
	}
	initial := widget.Values{"name": p.Name, "area": p.Area, "languages": p.Languages, "about": p.About, "picture": "",
		"email": was.Email, "phone": was.Phone, "line": was.Line, "who": forMe}
	if m.contact.ID != "" && m.contact.Audience == campus.Everyone {
		initial["who"] = forAll
	}
	f.Open(fyne.NewSize(620, 640), editTitle.Say(), save.Say(), again.At("profile"), initial, r.Body)
	if trouble != nil {
		c.env.Main(func() { f.Complain(trouble) })
	}
}

// contactChanges brings the contact details in step with the form.
func contactChanges(r campus.Record, me campus.ID, v widget.Values) []campus.Change {
	after := campus.Contact{Person: me, Email: v["email"], Phone: v["phone"], Line: v["line"]}
	audience := campus.Audience(me)
	if v["who"] == forAll {
		audience = campus.Everyone
	}
	if r.ID == "" {
		if after.Empty() {
			return nil
		}
		return []campus.Change{campus.Create(campus.ContactID(me), "contact", &after).For(audience)}
	}
	c, differs := campus.Edit(r, &after)
	if r.Audience != audience {
		c, differs = c.For(audience), true
	}
	if !differs {
		return nil
	}
	return []campus.Change{c}
}
