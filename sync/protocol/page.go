package protocol

import "rantau/campus"

// Page is what a replica commits together: the records of one space and the
// cursor behind them.
type Page struct {
	Space   SpaceItem
	Records []*RecordItem
	Gone    []campus.ID
	End     PageItem
}
