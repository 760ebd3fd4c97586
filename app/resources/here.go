package resources

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/reader/acroform"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// fillPlace is where what is typed into a form is kept until it is in the copy.
func fillPlace(form campus.ID) string { return "form/fill/" + string(form) }

// fillsHere tells whether a form may be filled in inside the window; its file says the rest.
func (s *Screen) fillsHere(d campus.Document) bool {
	return s.env.Forms != nil && strings.EqualFold(filepath.Ext(d.Name), ".pdf")
}

// fillHere reads the fields of a form and shows them.
func (s *Screen) fillHere(f filled) {
	var form acroform.Form
	ui.Do(s.env, func(ctx context.Context) error {
		f.aside = asideOf(ctx, s.env, f.record.ID)
		path, err := s.env.Files.Open(ctx, f.record.ID, nil)
		if err != nil || f.aside.changed {
			return err
		}
		form, err = s.env.Forms.Read(ctx, path)
		return err
	}, func(err error) {
		// Reading it takes a moment: nothing comes over what somebody has opened since.
		busy := s.env.Window.Canvas().Overlays().Top() != nil
		switch {
		case busy:
			s.say(ui.Sentence(err), nil)
		case err != nil && campus.CodeOf(err) == campus.Invalid:
			widget.Confirm(s.env.Window, writeElse.Say(), ui.Sentence(err), func() { s.openAside(f.record) })
		case err != nil:
			s.say("", err)
		case f.aside.changed:
			widget.Confirm(s.env.Window, takeInFirst.Say(), changedAsk.Say(), func() { s.takeIn(f) })
		default:
			s.fillSheet(f, form)
		}
	})
}

// fillSheet shows the fields of a form in the order of its pages.
func (s *Screen) fillSheet(f filled, form acroform.Form) {
	sheet := widget.NewForm(s.env)
	initial := widget.Values{}
	pages := slices.ContainsFunc(form.Fields, func(one acroform.Field) bool { return one.Page != form.Fields[0].Page })
	page := 0
	for i := range form.Fields {
		one := &form.Fields[i]
		if one.Locked && one.Value == "" {
			continue
		}
		if pages && one.Page != page {
			sheet.Part(onPage.Say(one.Page))
		}
		page = one.Page
		initial[fieldKey(*one)] = s.addField(sheet, fieldKey(*one), one)
	}
	if form.Counts {
		sheet.Note(formCounts.Say())
	}
	sheet.OnSave = func(v widget.Values, done func(error)) {
		values, missing, wrong := judge(form, v)
		switch {
		case wrong != nil:
			done(wrong)
		case len(form.Changed(values)) == 0:
			done(nil)
		case len(missing) > 0:
			var names []string
			for _, i := range missing {
				names = append(names, labelOf(form.Fields[i]))
			}
			widget.ConfirmOr(s.env.Window, saveAnyway.Say(), missingAsk.Say(strings.Join(names, ", ")),
				func() { s.keepFilled(f, sheet, form.Changed(values), done) }, func() { sheet.Resume(fieldKey(form.Fields[missing[0]])) })
		default:
			s.keepFilled(f, sheet, form.Changed(values), done)
		}
	}
	sheet.Open(fyne.NewSize(680, 600), shortName(f.doc.Name), saveFilled.Say(), fillPlace(f.record.ID), initial, nil)
}

// fieldKey names a field on the sheet, and so in what is kept of it.
func fieldKey(one acroform.Field) string { return "field/" + one.Key }

// labelOf is what a field is called.
func labelOf(one acroform.Field) string {
	if label := widget.Clean(one.Label); label != "" {
		return label
	}
	return namelessField.Say(one.Page, one.Number)
}

// addField puts a field on the sheet and gives its value as the sheet has it.
func (s *Screen) addField(sheet *widget.Form, key string, one *acroform.Field) string {
	label := labelOf(*one)
	if one.Required && !one.Locked {
		label = requiredMark.Say(label)
	}
	if one.Locked {
		value := one.Show(one.Value)
		if one.Kind == acroform.Check {
			value = tickedWord.Say()
		}
		sheet.Add(key, label, widget.Lead(widget.Clean(value)), nil, func() string { return one.Value }, func(string) {})
		return one.Value
	}
	hint := ""
	if one.Most > 0 {
		hint = upTo.Say(one.Most)
	}
	switch one.Kind {
	case acroform.Check:
		sheet.Tick(key, label, acroform.On)
	case acroform.Radio, acroform.Choice:
		return addChoice(sheet, key, label, one)
	default:
		switch {
		case one.Date != "":
			how := one.Date
			sheet.DayAs(key, label, how, func(v string) (time.Time, bool) { return acroform.ReadDay(how, v) },
				func(day time.Time) string { return acroform.WriteDay(how, day) })
		case one.Lines:
			sheet.Area(key, label, hint, 3)
		default:
			sheet.Line(key, label, hint)
		}
	}
	return one.Value
}

// addChoice adds a field of options. On the sheet each is its number: what a file calls it
// may be anything.
func addChoice(sheet *widget.Form, key, label string, one *acroform.Field) string {
	numbers, labels := make([]string, len(one.Options)), make([]string, len(one.Options))
	for i, o := range one.Options {
		numbers[i], labels[i] = strconv.Itoa(i), widget.Clean(o.Label)
	}
	switch {
	case one.Own:
		sheet.Line(key, label, strings.Join(labels[:min(len(labels), 4)], ", ")+"…")
		return one.Show(one.Value)
	case one.Several:
		sheet.Ticks(key, label, numbers, labels, 2)
	default:
		sheet.Pick(key, label, numbers, labels, true)
	}
	return numbersOf(*one, one.Value)
}

// numbersOf are the options of a value by their numbers.
func numbersOf(one acroform.Field, value string) string {
	all := []string{value}
	if one.Several {
		all = acroform.Lines(value)
	}
	var out []string
	for i, o := range one.Options {
		if slices.Contains(all, o.Value) {
			out = append(out, strconv.Itoa(i))
		}
	}
	return strings.Join(out, " ")
}

// valueOf is the other way round; of one's own words, those of an option are that option.
// What the file had and no option says stays as long as nothing else is chosen.
func valueOf(one acroform.Field, v string) string {
	switch {
	case one.Kind != acroform.Radio && one.Kind != acroform.Choice:
		return v
	case one.Own:
		for _, o := range one.Options {
			if strings.EqualFold(strings.TrimSpace(v), o.Label) {
				return o.Value
			}
		}
		return v
	}
	if v == numbersOf(one, one.Value) {
		return one.Value
	}
	var out []string
	for _, n := range strings.Fields(v) {
		if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < len(one.Options) {
			out = append(out, one.Options[i].Value)
		}
	}
	return strings.Join(out, "\n")
}

// judge makes values for the file of what is on the sheet: the first mistake, and which
// required fields are empty, by their numbers.
func judge(form acroform.Form, v widget.Values) (values acroform.Values, missing []int, wrong error) {
	values = acroform.Values{}
	for i, one := range form.Fields {
		now, shown := v[fieldKey(one)]
		if !shown || one.Locked {
			continue
		}
		value := valueOf(one, now)
		values[one.Key] = value
		switch one.Judge(value) {
		case acroform.Missing:
			missing = append(missing, i)
		case acroform.TooLong:
			if wrong == nil {
				most := one.Most
				if most == 0 {
					most = acroform.MaxValue
				}
				wrong = &campus.Error{Code: campus.Invalid, Field: fieldKey(one), Message: fieldTooLong.Say(labelOf(one), most)}
			}
		}
	}
	return values, missing, wrong
}

// keepFilled writes what was typed into the person's copy, as its next version.
func (s *Screen) keepFilled(f filled, sheet *widget.Form, values acroform.Values, done func(error)) {
	var cut int
	ui.Do(s.env, func(ctx context.Context) (err error) {
		cut, err = writeFilled(ctx, s.env, f.record.ID, values, sheet.Keep)
		return err
	}, func(err error) {
		done(err)
		if err != nil {
			return
		}
		words := filledSaid.Say(shortName(f.doc.Name))
		if cut > 0 {
			words += " " + filledCut.Count(cut)
		}
		s.trouble.Say("")
		s.strip.Say(words, handInDo.Say(), func() { s.handInNewest(f.record.ID) })
		s.look()
	})
}

// writeFilled fills in the file that the copy has now. What another program had of it is of
// an older one from then on.
func writeFilled(ctx context.Context, env *ui.Env, form campus.ID, values acroform.Values, keep func(context.Context, campus.Action) error) (cut int, err error) {
	from, err := env.Files.Open(ctx, form, nil)
	if err != nil {
		return 0, err
	}
	r, err := env.Replica.Record(ctx, form)
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "rantau-form-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	to := filepath.Join(dir, campus.CleanFileName(campus.As[campus.Document](r).Name))
	if cut, err = env.Forms.Fill(ctx, from, to, values); err != nil {
		return 0, err
	}
	file, err := env.Files.Add(ctx, to)
	if err != nil {
		return 0, err
	}
	had := asideOf(ctx, env, form)
	if err := keep(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Replace(r, file, env.Replica.Me(), env.Now())}}); err != nil {
		return 0, err
	}
	if had.Path != "" && !had.changed {
		return cut, env.Replica.KeepDraft(ctx, asidePlace(form), "")
	}
	return cut, nil
}

// handInNewest hands in a form as it is by now.
func (s *Screen) handInNewest(form campus.ID) {
	i := slices.IndexFunc(s.mine.look.mine, func(f filled) bool { return f.record.ID == form })
	if i >= 0 {
		s.handIn(s.mine.look.mine[i], s.mine.look.places)
	}
}
