package training

import (
	"context"

	"rantau/app/ui"
	"rantau/campus"
)

// readLessons gives the lessons that a student has ticked.
func readLessons(ctx context.Context, r campus.Replica, class, student campus.ID) (map[campus.ID]bool, error) {
	ticks, err := r.Records(ctx, campus.Query{Space: class, Kind: "lessonread"})
	if err != nil {
		return nil, err
	}
	return campus.LessonsRead(ticks)[student], nil
}

// student tells whether the person learns here: only they tick lessons.
func (r reading) student() bool { return r.actor.Role == campus.Member }

// unticked tells whether the lesson that is open is still to be ticked. Who has taken the
// tick away is not contradicted.
func (p *readerPage) unticked() bool {
	lesson := p.look.record
	return p.look.student() && lesson.ID != "" && !lesson.Deleted && lesson.ID == p.lesson && p.look.tick.ID == "" && p.ticking != lesson.ID
}

// reached is told that the end of the lesson came in sight: it is ticked quietly, once.
func (p *readerPage) reached() {
	if p.unticked() {
		p.ticking = p.lesson
		p.tick(campus.ReadLesson(p.lesson, p.env.Replica.Me()))
	}
}

// setRead is the tick by hand.
func (p *readerPage) setRead(on bool) {
	r := p.look.tick
	if r.ID == "" {
		if on {
			p.tick(campus.ReadLesson(p.look.record.ID, p.env.Replica.Me()))
		}
		return
	}
	v := campus.As[campus.LessonRead](r)
	v.Done = on
	if c, differs := campus.Edit(r, &v); differs {
		p.tick(c)
	}
}

func (p *readerPage) tick(c campus.Change) {
	class := p.class
	ui.Do(p.env, func(ctx context.Context) error {
		return p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: []campus.Change{c}})
	}, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		p.load()
	})
}
