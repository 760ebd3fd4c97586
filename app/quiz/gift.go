package quiz

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The limits of a file of questions: its size, and how many are saved at once.
const (
	maxGift   = 2 << 20
	giftBatch = 40
)

// ids makes IDs in their order, in which the bank lists what came at once.
func ids(n int) []campus.ID {
	out := make([]campus.ID, n)
	for i := range out {
		out[i] = campus.NewID()
	}
	slices.Sort(out)
	return out
}

// importFile takes the questions of a GIFT file into the bank.
func (b *bank) importFile(path string) {
	space := campus.PersonalSpace(b.env.Replica.Me())
	var made []campus.ID
	var skipped []string
	ui.Do(b.env, func(ctx context.Context) error {
		info, err := os.Stat(path)
		switch {
		case err != nil || !info.Mode().IsRegular():
			return campus.Errorf(campus.Invalid, "%s", cannotRead.Say(widget.Clean(filepath.Base(path))))
		case info.Size() > maxGift:
			return campus.Errorf(campus.TooLarge, "%s", cannotRead.Say(widget.Clean(filepath.Base(path))))
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return campus.Errorf(campus.Invalid, "%s", cannotRead.Say(widget.Clean(filepath.Base(path))))
		}
		var all []campus.BankQuestion
		all, skipped = campus.ReadGIFT(string(data))
		for len(all) > 0 {
			action := campus.Action{Space: space}
			for _, one := range all[:min(giftBatch, len(all))] {
				action.Changes = append(action.Changes, campus.Create("", "question", &one))
			}
			for i, id := range ids(len(action.Changes)) {
				action.Changes[i].Record = id
			}
			if err := b.env.Replica.Save(ctx, action); err != nil {
				return err
			}
			for _, c := range action.Changes {
				made = append(made, c.Record)
			}
			all = all[len(action.Changes):]
		}
		return nil
	}, func(err error) {
		if err == nil && len(made) == 0 {
			err = campus.Errorf(campus.Invalid, "%s", importedNone.Say())
		}
		words := ""
		if len(made) > 0 {
			words = importedCount.Count(len(made))
		}
		if len(skipped) > 0 && len(made) > 0 {
			words += dot + importedNot.Say(strings.Join(skipped, "; "))
		}
		b.note.Say(words, "", nil)
		if b.into != "" { // what was just taken in is what is wanted
			for _, id := range made {
				b.chosen[id] = true
			}
			b.label()
		}
		b.load()
		b.trouble.Say(ui.Sentence(err))
	})
}
