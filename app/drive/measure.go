package drive

import (
	"fmt"
	"slices"
	"time"
)

// glance is how often a measurement looks: it costs the window about a millisecond.
const glance = 2 * time.Millisecond

// timed presses a text and tells how long it takes until another is on the screen.
func (s Seat) timed(press, until string) (string, error) {
	if err := s.until(patience, func() error { return s.tap(press, 1) }); err != nil {
		return "", err
	}
	return s.since(time.Now(), until)
}

// typed types into the field that has the keyboard, and tells how long it takes until a
// text is on the screen.
func (s Seat) typed(text, until string) (string, error) {
	began := time.Now()
	if err := s.letters(text); err != nil {
		return "", err
	}
	return s.since(began, until)
}

func (s Seat) since(began time.Time, until string) (string, error) {
	for end := began.Add(stuck); ; time.Sleep(glance) {
		var err error
		if hung := s.onMain(func() { err = s.drawn(until) }); hung != nil {
			return "", hung
		}
		if err == nil {
			return fmt.Sprintf("%.1f", float64(time.Since(began).Microseconds())/1000), nil
		}
		if time.Now().After(end) {
			return "", err
		}
	}
}

// rolled turns the wheel over a text, a step a frame, and tells how long the window was
// held up: the longest time, that which 95 of 100 stayed under, and how many were looked at.
func (s Seat) rolled(over string, steps int) (string, error) {
	stop := s.watch()
	var err error
	turn := 12
	if steps < 0 {
		steps, turn = -steps, -12
	}
	for range steps {
		if hung := s.onMain(func() {
			v := s.view()
			p, e := s.over(v, over)
			if err = e; err == nil {
				err = s.turn(v, p, turn)
			}
		}); hung != nil {
			return "", hung
		}
		if err != nil {
			break
		}
		over = "" // it is out of sight now; what is in the middle is turned
		time.Sleep(16 * time.Millisecond)
	}
	return stop(), err
}

// watch measures how long the window keeps a function waiting, again and again, until
// the function that it gives is called.
func (s Seat) watch() (stop func() string) {
	quit, done := make(chan struct{}), make(chan []float64)
	go func() {
		var all []float64
		for {
			select {
			case <-quit:
				done <- all
				return
			default:
			}
			began := time.Now()
			_ = s.onMain(func() {})
			all = append(all, float64(time.Since(began).Microseconds())/1000)
			time.Sleep(time.Millisecond)
		}
	}()
	return func() string {
		close(quit)
		all := <-done
		slices.Sort(all)
		if len(all) == 0 {
			return "0 0 0"
		}
		return fmt.Sprintf("%.1f %.1f %d", all[len(all)-1], all[len(all)*95/100], len(all))
	}
}
