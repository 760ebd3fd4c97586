package reader

import (
	"context"
	"errors"

	"rantau/app/ui"
)

// why says why a page is not shown.
func why(err error) string {
	var r refusal
	switch {
	case errors.Is(err, errHung):
		return whyHung.Say()
	case errors.Is(err, errDied):
		return whyDied.Say()
	case errors.As(err, &r) && string(r) == errSize.Error():
		return whySize.Say()
	}
	return whyPage.Say()
}

// whole says why a document is not shown.
func whole(err error) string {
	var r refusal
	switch {
	case errors.Is(err, errHung):
		return failHung.Say()
	case errors.Is(err, errDied):
		return failDied.Say()
	case errors.Is(err, errGivenUp):
		return failGivenUp.Say()
	case errors.As(err, &r):
		return failDamaged.Say()
	case errors.Is(err, context.Canceled):
		return ""
	}
	return ui.Sentence(err)
}
