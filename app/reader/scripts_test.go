package reader

import (
	"strings"
	"testing"

	"rantau/app/markdown"
	print "rantau/app/paper"
	"rantau/words"
)

// sentences are one in each language of the program.
var sentences = map[string]string{
	"English":    "Push the sensor a finger deep into the soil.",
	"Indonesian": "Tancapkan sensor sedalam satu jari ke dalam tanah.",
	"Malay":      "Cucuk penderia sedalam satu jari ke dalam tanah.",
	"Filipino":   "Itusok ang sensor nang kasinlalim ng daliri sa lupa.",
	"Tetum":      "Hatama sensór ba rai laran, klean hanesan liman-fuan ida.",
	"Vietnamese": "Cắm cảm biến xuống đất sâu bằng một ngón tay.",
	"Thai":       "ปักเซ็นเซอร์ลงในดินลึกเท่านิ้วมือ รดน้ำแล้วรอหนึ่งนาทีก่อนอ่านค่า",
	"Lao":        "ປັກເຊັນເຊີລົງໃນດິນເລິກເທົ່ານິ້ວມື ນ້ຳແລ້ວລໍຖ້າໜຶ່ງນາທີ",
	"Khmer":      "ដាក់ឧបករណ៍ចាប់សញ្ញាចូលក្នុងដីជម្រៅស្មើម្រាមដៃ ហើយរង់ចាំមួយនាទី",
	"Burmese":    "အာရုံခံကိရိယာကို မြေထဲသို့ လက်ချောင်းတစ်ချောင်းအနက် စိုက်ပါ။",
}

// In each language the sentence is found as often as it stands on the pages, and each of
// its words, also where the lines of a long paragraph end inside it; what is marked has
// the width of letters.
func TestFindInEveryLanguage(t *testing.T) {
	for name, sentence := range sentences {
		d := print.New(name, print.Options{})
		d.Lesson(name, "", markdown.Parse("# "+sentence+"\n\n"+strings.Repeat(sentence+" ", 12)), nil)
		b, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		pages := drawing(t, b, "")
		raw, err := pages.letters(0)
		if err != nil {
			t.Fatal(err)
		}
		all, err := unpackLetters(packLetters(raw))
		if err != nil {
			t.Fatal(err)
		}
		s := newSheet(all)
		hits := s.find(foldQuery(sentence), 100)
		if len(hits) != 13 {
			t.Errorf("%s: the sentence is found %d times in\n%s", name, len(hits), string(s.text))
		}
		for _, h := range hits {
			wide := float32(0)
			for _, b := range h.boxes {
				wide += b.X1 - b.X0
			}
			if wide < 100 {
				t.Errorf("%s: the mark of a sentence is %v wide: %v", name, wide, h.boxes)
			}
		}
		for _, w := range words.Words(sentence) {
			if len(s.find(foldQuery(sentence[w.From:w.End]), 100)) < 13 {
				t.Errorf("%s: %q is found %d times", name, sentence[w.From:w.End], len(s.find(foldQuery(sentence[w.From:w.End]), 100)))
			}
		}
	}
}

// In the program's own paper each word is marked where it is drawn: behind what is as wide
// as the words before it.
func TestMarksAreWhereWordsAre(t *testing.T) {
	for name, sentence := range sentences {
		paragraphs := []string{sentence}
		ends := words.Breaks(sentence)
		for _, b := range ends {
			paragraphs = append(paragraphs, strings.TrimSpace(sentence[:b]))
		}
		d := print.New(name, print.Options{})
		d.Lesson("x", "", markdown.Parse(strings.Join(paragraphs, "\n\n")), nil)
		b, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := drawing(t, b, "").letters(0)
		if err != nil {
			t.Fatal(err)
		}
		var lines []letters
		var line letters
		all, _ := unpackLetters(packLetters(raw))
		for i, l := range all {
			if line = append(line, l); i+1 == len(all) || !near(all[i+1].Y1, l.Y1, 10) {
				lines = append(lines, line)
				line = nil
			}
		}
		if len(lines) != len(paragraphs)+2 { // a title before, the number of the page behind
			t.Fatalf("%s: %d lines of %d", name, len(lines), len(paragraphs)+2)
		}
		whole := lines[1]
		for i, prefix := range paragraphs[1:] {
			drawn := lines[i+2]
			right := float32(0)
			for _, l := range drawn {
				right = max(right, l.X1)
			}
			last := whole[len([]rune(prefix))-1]
			for k := range drawn { // the letters before it, signs and all
				last.X1 = max(last.X1, whole[k].X1)
			}
			if !near(last.X1, right, 1.5) {
				t.Errorf("%s: %q ends at %v and is marked to %v", name, prefix, right, last.X1)
			}
		}
	}
}
