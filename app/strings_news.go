package app

import "rantau/app/lang"

// What a notification says.
const importantNews lang.Text = "app.importantNews"
