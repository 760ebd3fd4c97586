package people

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// edit is the form of the own profile. The institution and the kind of work are
// the secretariat's: they are not in it. again is what was refused of it.
func (c *cards) edit(r campus.Record, again *ui.Again) {
	p := campus.As[campus.Person](again.Over(r))
	f := widget.NewForm(c.env)
	f.Line("name", fieldName.Say(), "")
	f.Pick("area", fieldArea.Say(), campus.StudyAreas, lang.Terms(campus.StudyAreas), true)
	tags, names := ui.LanguageOptions()
	f.Ticks("languages", fieldLanguage.Say(), tags, names, 4)
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 5)
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		after := campus.As[campus.Person](r)
		after.Name, after.Area, after.Languages, after.About = v["name"], v["area"], v["languages"], v["about"]
		action := campus.Action{Space: r.Space}
		if change, differs := campus.Edit(r, &after); differs {
			action.Changes = []campus.Change{again.Based(change)}
		}
		ui.Do(c.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, done)
	}
	f.Open(fyne.NewSize(580, 520), editTitle.Say(), save.Say(), again.At("profile"),
		widget.Values{"name": p.Name, "area": p.Area, "languages": p.Languages, "about": p.About}, r.Body)
}
