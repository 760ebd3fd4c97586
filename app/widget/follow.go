package widget

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/campus"
)

// FollowButton says how much its reader wants to hear of a thread, and lets it be
// chosen.
type FollowButton struct {
	*Button
	// OnTrouble is told what went wrong.
	OnTrouble func(error)

	env    *ui.Env
	guard  ui.Guard
	thread campus.Thread
	level  campus.Level
	saving int // what was chosen counts, and not what a look finds meanwhile
}

// NewFollowButton makes the button; Open says of which thread.
func NewFollowButton(env *ui.Env, trouble func(error)) *FollowButton {
	b := &FollowButton{Button: Plain("", nil, nil), env: env, OnTrouble: trouble}
	b.OnTapped = b.open
	b.say()
	return b
}

// Open shows the level of a thread.
func (b *FollowButton) Open(t campus.Thread) {
	if b.thread != t {
		b.thread, b.level = t, campus.Usual
		b.say()
	}
	ui.Load(b.env, &b.guard, b.env.Unread.Get, func(all map[campus.Thread]campus.Unread, err error) {
		if err == nil && b.thread == t && b.saving == 0 {
			b.level = all[t].Level
			b.say()
		}
	})
}

func (b *FollowButton) say() {
	word := follow.Say()
	switch b.level {
	case campus.Followed:
		word = Followed.Say()
	case campus.Muted:
		word = Muted.Say()
	}
	b.SetText(word)
}

func (b *FollowButton) open() {
	item := func(on, off string, level campus.Level) *fyne.MenuItem {
		if b.level == level {
			return Item(off, func() { b.set(campus.Usual) })
		}
		return Item(on, func() { b.set(level) })
	}
	Menu(b.env.Window, b.Button, item(follow.Say(), followStop.Say(), campus.Followed), item(mute.Say(), muteStop.Say(), campus.Muted))
}

func (b *FollowButton) set(level campus.Level) {
	t := b.thread
	b.level, b.saving = level, b.saving+1
	b.say()
	ui.Do(b.env, func(ctx context.Context) error { return b.env.Unread.SetLevel(ctx, t, level) }, func(err error) {
		b.saving--
		b.OnTrouble(err)
		b.Open(b.thread)
	})
}

// LevelWord puts what somebody wants to hear of a thread in front of what is said of
// it in a list.
func LevelWord(level campus.Level, rest string) string {
	word := ""
	switch level {
	case campus.Followed:
		word = Followed.Say()
	case campus.Muted:
		word = Muted.Say()
	}
	if word == "" || rest == "" {
		return word + rest
	}
	return strings.Join([]string{word, rest}, " · ")
}

// LevelRank puts what is followed first in a list, and what is muted last.
func LevelRank(level campus.Level) int {
	switch level {
	case campus.Followed:
		return 0
	case campus.Muted:
		return 2
	}
	return 1
}

// ReadAll is a button under a list that marks all in it as read. It is there only
// where something is not.
type ReadAll struct {
	*Button
	env     *ui.Env
	types   []campus.SpaceType
	trouble func(error)
}

// NewReadAll makes the button for the threads of spaces of some types.
func NewReadAll(env *ui.Env, trouble func(error), types ...campus.SpaceType) *ReadAll {
	b := &ReadAll{Button: Plain(readAll.Say(), nil, nil), env: env, types: types, trouble: trouble}
	b.OnTapped = b.see
	b.Hide()
	return b
}

// Count shows the button where something in these rows was not read.
func (b *ReadAll) Count(rows []IndexRow) {
	some := false
	for _, r := range rows {
		some = some || r.Unread > 0
	}
	b.Some(some)
}

// Some shows the button, or hides it.
func (b *ReadAll) Some(on bool) { ShowIf(b.Button, on) }

func (b *ReadAll) see() {
	ui.Do(b.env, func(ctx context.Context) error { return b.env.Unread.SeeAll(ctx, b.types...) }, b.trouble)
}
