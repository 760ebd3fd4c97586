package protocol

import (
	"net/http"

	"rantau/campus"
)

// The codes of answers that are not about one set.
const (
	SignedOut    campus.Code = "signed_out"    // the token is not known: sign in again
	WrongSignIn  campus.Code = "wrong_sign_in" // user name or password
	TooMany      campus.Code = "too_many"      // asked too often; wait
	TooOld       campus.Code = "too_old"       // the program is too old for this server
	BadAnswer    campus.Code = "bad_answer"    // what answered is not a Rantau server, or half an answer
	Unreachable  campus.Code = "unreachable"   // nothing answered
	DamagedBytes campus.Code = "damaged"       // bytes do not match their hash
)

// statuses is the table of errors: the HTTP status of each code. Codes not in
// it are 500.
var statuses = map[campus.Code]int{
	campus.Invalid:   http.StatusBadRequest,
	DamagedBytes:     http.StatusBadRequest,
	SignedOut:        http.StatusUnauthorized,
	WrongSignIn:      http.StatusUnauthorized,
	campus.Forbidden: http.StatusForbidden,
	campus.NotFound:  http.StatusNotFound,
	campus.NotHere:   http.StatusNotFound,
	campus.Changed:   http.StatusConflict,
	campus.TooLarge:  http.StatusRequestEntityTooLarge,
	TooOld:           http.StatusUpgradeRequired,
	TooMany:          http.StatusTooManyRequests,
}

// Status gives the HTTP status of an error's code.
func Status(code campus.Code) int {
	if s, ok := statuses[code]; ok {
		return s
	}
	return http.StatusInternalServerError
}
