package training

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"rantau/app/table"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// exports are the files that a gradebook can be saved as.
func (p *gradebookPage) exports() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		widget.Item(exportXLSX.Say(), func() { p.save(".xlsx", table.Table.XLSX) }),
		widget.Item(exportCSV.Say(), func() { p.save(".csv", table.Table.CSV) }),
		widget.Item(printGradebook.Say(), func() {
			p.screen.printGradebook(p.class, p.screen.class.class.course.Title, func(err error) { p.trouble.Say(ui.Sentence(err)) })
		}),
	}
}

// save writes what the class holds now, which may be newer than what is shown.
func (p *gradebookPage) save(ending string, form func(table.Table, io.Writer) error) {
	class, title := p.class, oneLine(p.screen.class.class.course.Title)
	widget.SaveFile(p.env, title+" - "+gradebook.Say()+ending, func(ctx context.Context, to io.Writer) error {
		w, err := loadWork(ctx, p.env, class)
		if err != nil {
			return err
		}
		return form(gradeTable(title, w), to)
	}, func(name string, err error) {
		p.trouble.Say(ui.Sentence(err))
		p.strip.Say("", "", nil)
		if err == nil {
			p.strip.Say(exported.Say(name), "", nil)
		}
	})
}

// gradeTable puts a gradebook in cells: the most points and the weights in the head, the
// points as numbers, and in words what has no points yet.
func gradeTable(title string, w work) table.Table {
	book := w.book.WithRemoved(w.removed, w.submissions, w.markRecords())
	t := table.Table{Name: title, Fixed: 3}
	heads := []any{students.Say(), institution.Say(), total.Say() + " (%)"}
	most, weights := []any{fieldPoints.Say(), nil, 100.0}, []any{fieldWeight.Say(), nil, nil}
	for _, c := range book.Columns {
		name := oneLine(c.Title)
		if c.Removed {
			name = removedWork.Say()
		}
		heads, most, weights = append(heads, name), append(most, c.Most()), append(weights, c.Weight)
		if c.Removed {
			most[len(most)-1], weights[len(weights)-1] = nil, nil
		}
	}
	t.Head = [][]any{append(heads, lateCount.Say()), append(most, nil), append(weights, nil)}
	for _, r := range book.Rows {
		line := []any{oneLine(w.people.Name(r.Student)), oneLine(w.people.Institution(r.Student)), nil}
		if r.Has {
			line[2] = float64(int(r.Total*100+0.5)) / 100
		}
		lates := 0.0
		for _, c := range r.Cells {
			line = append(line, gradeValue(c))
			if c.Late {
				lates++
			}
		}
		t.Rows = append(t.Rows, append(line, lates))
	}
	return t
}

func gradeValue(c campus.GradeCell) any {
	switch {
	case c.Marked:
		return c.Points
	case c.HandedIn:
		return cellToMark.Say()
	}
	return nil
}
