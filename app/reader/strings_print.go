package reader

import "rantau/app/lang"

// What is said of printing.
const (
	keyPrint       lang.Text = "reader.keyPrint"
	printTitle     lang.Text = "reader.printTitle"
	printWhere     lang.Text = "reader.printWhere"
	printUsual     lang.Text = "reader.printUsual"
	printWhich     lang.Text = "reader.printWhich"
	printAll       lang.Text = "reader.printAll"
	printThis      lang.Text = "reader.printThis"
	printSome      lang.Text = "reader.printSome"
	printFrom      lang.Text = "reader.printFrom"
	printTo        lang.Text = "reader.printTo"
	printCopies    lang.Text = "reader.printCopies"
	printBoth      lang.Text = "reader.printBoth"
	printDo        lang.Text = "reader.printDo"
	printSending   lang.Text = "reader.printSending"
	printDrawing   lang.Text = "reader.printDrawing"
	printed        lang.Text = "reader.printed"
	printedBut     lang.Text = "reader.printedBut"
	printNone      lang.Text = "reader.printNone"
	printBadPages  lang.Text = "reader.printBadPages"
	printBadCopies lang.Text = "reader.printBadCopies"
	printTooMany   lang.Text = "reader.printTooMany"
)
