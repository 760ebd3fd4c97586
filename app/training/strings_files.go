package training

import "rantau/app/lang"

const (
	fileComing lang.Text = "training.fileComing"
	fileMissed lang.Text = "training.fileMissed"
)
