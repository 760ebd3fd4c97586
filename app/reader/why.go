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
		return whyHung
	case errors.Is(err, errDied):
		return whyDied
	case errors.As(err, &r) && string(r) == errSize.Error():
		return whySize
	}
	return whyPage
}

// whole says why a document is not shown.
func whole(err error) string {
	var r refusal
	switch {
	case errors.Is(err, errHung):
		return failHung
	case errors.Is(err, errDied):
		return failDied
	case errors.Is(err, errGivenUp):
		return failGivenUp
	case errors.As(err, &r) && string(r) == errPassword.Error():
		return failPassword
	case errors.As(err, &r):
		return failDamaged
	case errors.Is(err, context.Canceled):
		return ""
	}
	return ui.Sentence(err)
}
