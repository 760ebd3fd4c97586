package paper_test

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"

	"github.com/gen2brain/go-fitz"

	"rantau/app/markdown"
	"rantau/app/paper"
	"rantau/internal/unraced"
)

// scripts are a sentence in each script of the program.
var scripts = map[string]string{
	"English":    "Push the sensor a finger deep into the soil.",
	"Vietnamese": "Cắm cảm biến xuống đất sâu bằng một ngón tay.",
	"Thai":       "ปักเซ็นเซอร์ลงในดินลึกเท่านิ้วมือ แล้วรอหนึ่งนาทีก่อนอ่านค่า",
	"Lao":        "ປັກເຊັນເຊີລົງໃນດິນເລິກເທົ່ານິ້ວມື ແລ້ວລໍຖ້າໜຶ່ງນາທີ",
	"Khmer":      "ដាក់ឧបករណ៍ចាប់សញ្ញាចូលក្នុងដីជម្រៅស្មើម្រាមដៃ ហើយរង់ចាំមួយនាទី",
	"Burmese":    "အာရုံခံကိရိယာကို မြေထဲသို့ လက်ချောင်းတစ်ချောင်းအနက် စိုက်ပါ။",
}

func open(t *testing.T, d *paper.Doc) *fitz.Document {
	t.Helper()
	b, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("RANTAU_PAPER"); dir != "" { // to look at
		_ = os.WriteFile(dir+"/"+strings.ReplaceAll(t.Name(), "/", "-")+".pdf", b, 0o600)
	}
	doc, err := fitz.NewFromMemory(b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = doc.Close() })
	return doc
}

// textOf is all that can be copied out of a document, without white space: lines end
// anywhere.
func textOf(t *testing.T, doc *fitz.Document) string {
	t.Helper()
	all := ""
	for i := range doc.NumPage() {
		s, err := doc.Text(i)
		if err != nil {
			t.Fatal(err)
		}
		all += s
	}
	return strings.Join(strings.Fields(all), "")
}

func TestEveryScriptIsText(t *testing.T) {
	for name, sentence := range scripts {
		t.Run(name, func(t *testing.T) {
			d := paper.New(name, paper.Options{})
			d.Lesson(name, "", markdown.Parse("# "+sentence+"\n\n"+sentence+"\n\n- **"+sentence+"**\n- *"+sentence+"*"), nil)
			doc := open(t, d)
			if n := doc.NumPage(); n != 1 {
				t.Fatalf("%d pages", n)
			}
			text, want := textOf(t, doc), strings.Join(strings.Fields(sentence), "")
			if n := strings.Count(text, want); n != 4 {
				t.Errorf("the sentence is found %d times of 4 in\n%s", n, text)
			}
		})
	}
}

// ink tells where on a page something is drawn: for each of the rows of a height that
// is written on, its first and last dark point.
func ink(t *testing.T, m image.Image) (rows [][2]int) {
	t.Helper()
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := [2]int{-1, -1}
		for x := b.Min.X; x < b.Max.X; x++ {
			if g := color.GrayModel.Convert(m.At(x, y)).(color.Gray); g.Y < 128 {
				if row[0] < 0 {
					row[0] = x
				}
				row[1] = x
			}
		}
		if row[0] >= 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// TestMarksStandOverTheirLetters: what shaping says is what is drawn. Without it a Thai
// tone mark or a Khmer subscript stands beside its letter and makes the text wider, and
// nothing stands above or below.
func TestMarksStandOverTheirLetters(t *testing.T) {
	unraced.Skip(t)
	for name, pair := range map[string][2]string{
		"Thai":    {"กกกกก", "กี้กี้กี้กี้กี้"},
		"Lao":     {"ກກກກກ", "ກີ້ກີ້ກີ້ກີ້ກີ້"},
		"Khmer":   {"កកកកក", "ក្កក្កក្កក្កក្ក"},
		"Burmese": {"ကကကကက", "က္ကက္ကက္ကက္ကက္က"},
	} {
		t.Run(name, func(t *testing.T) {
			var wide, tall [2]int
			for i, s := range pair {
				d := paper.New("", paper.Options{})
				d.Lesson(s, "", nil, nil)
				m, err := open(t, d).Image(0)
				if err != nil {
					t.Fatal(err)
				}
				rows := ink(t, m.SubImage(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()/2)))
				left, right := m.Bounds().Dx(), 0
				for _, r := range rows {
					left, right = min(left, r[0]), max(right, r[1])
				}
				wide[i], tall[i] = right-left, len(rows)
			}
			if d := wide[1] - wide[0]; d > wide[0]/12 || d < -wide[0]/12 {
				t.Errorf("with marks it is %d wide, without %d", wide[1], wide[0])
			}
			if tall[1] < tall[0]*4/3 {
				t.Errorf("with marks it is %d tall, without %d", tall[1], tall[0])
			}
		})
	}
}

func TestALessonWithAllThatItCanHold(t *testing.T) {
	picture := image.NewRGBA(image.Rect(0, 0, 400, 200))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
		if i%4 < 2 { // blue
			picture.Pix[i] = 0
		}
	}
	source := "# Water\n\nSee **the** *table*, `x := 1` and [the page](https://example.org/a(b)).\n\n" +
		"![a field](field.png)\n\n![gone](gone.png)\n\n> A quotation\n>\n> - with a list\n\n1. one\n2. two\n   - inner\n\n```\nif wet {\n\tstop()\n}\n```\n\n---\n\n" +
		"| Day | Reading |\n|---|--:|\n" + strings.Repeat("| Monday | 431 |\n", 60) + "\n" + strings.Repeat("A line of a long lesson that goes on and on. ", 400)
	d := paper.New("Water", paper.Options{})
	d.Lesson("Water", "Siti, today", markdown.Parse(source), func(name string) (image.Image, error) {
		if name == "field.png" {
			return picture, nil
		}
		return nil, errors.New("not here")
	})
	doc := open(t, d)
	if n := doc.NumPage(); n < 4 {
		t.Fatalf("%d pages", n)
	}
	text := textOf(t, doc)
	for _, want := range []string{"Seethetable,x:=1andthepage.", "[gone]", "Aquotation", "•withalist", "1.one", "stop()", "Siti,today", fmt.Sprintf("1/%d", doc.NumPage()), fmt.Sprintf("4/%d", doc.NumPage())} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
	if strings.Count(text, "Water") < doc.NumPage()+1 {
		t.Error("the title is not on every page")
	}
	if n := strings.Count(text, "DayReading"); n < 2 {
		t.Errorf("the head of a table over two pages is there %d times", n)
	}
	links, err := doc.Links(0)
	if err != nil || len(links) != 1 || links[0].URI != "https://example.org/a(b)" {
		t.Errorf("links: %+v, %v", links, err)
	}
	m, err := doc.ImageDPI(0, 72)
	if err != nil {
		t.Fatal(err)
	}
	blue := 0
	for i := 0; i < len(m.Pix); i += 4 {
		if m.Pix[i] < 40 && m.Pix[i+1] < 40 && m.Pix[i+2] > 220 {
			blue++
		}
	}
	if blue < 44_000 || blue > 46_000 { // 400 by 200 points of the screen are 300 by 150 here
		t.Errorf("the picture covers %d points of 45000", blue)
	}
}

func TestAFileIsSmall(t *testing.T) {
	d := paper.New("ខ្មែរ", paper.Options{})
	d.Lesson("មេរៀន", "", markdown.Parse(scripts["Khmer"]+"\n\n**"+scripts["Thai"]+"**"), nil)
	b, err := d.Bytes()
	if err != nil || len(b) > 60_000 {
		t.Errorf("%d bytes (%v): only the glyphs that are used belong in it", len(b), err)
	}
}

func TestNotesAndGrids(t *testing.T) {
	d := paper.New("Handout", paper.Options{Notes: true})
	for i := range 3 {
		d.Lesson(fmt.Sprintf("Lesson %d", i+1), "", markdown.Parse(strings.Repeat("Words that stand at the left, with room beside them. ", 10)), nil)
	}
	doc := open(t, d)
	if n := doc.NumPage(); n != 3 {
		t.Errorf("%d lessons are on %d pages", 3, n)
	}
	g := paper.Grid{Title: "Gradebook", Head: []string{"Student"}}
	for i := range 25 {
		g.Head = append(g.Head, fmt.Sprintf("Task %d", i+1))
	}
	for i := range 40 {
		row := []string{fmt.Sprintf("Student %d", i+1)}
		for j := range 25 {
			row = append(row, fmt.Sprintf("%d.5", i+j))
		}
		g.Rows = append(g.Rows, row)
	}
	d = paper.New("Gradebook", paper.Options{Wide: true})
	d.Grid(g)
	doc = open(t, d)
	text := textOf(t, doc)
	for _, want := range []string{"Task25", "Student40", "63.5"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the table", want)
		}
	}
}

func TestAHostileLessonEnds(t *testing.T) {
	for name, s := range map[string]string{
		"one word":  strings.Repeat("a", 20_000),
		"deep list": strings.Repeat("- ", 60) + "x",
		"columns":   "|" + strings.Repeat("a|", 40) + "\n|" + strings.Repeat("-|", 40) + "\n|" + strings.Repeat("wide words here|", 40),
		"odd":       "\u200b\ufeff \ufffd \U0001f600 \u17d2\u17d2 \u0e49\u0e49",
		"no text":   "",
	} {
		d := paper.New(name, paper.Options{Notes: true})
		d.Lesson(name, "", markdown.Parse(s), nil)
		if doc := open(t, d); doc.NumPage() < 1 {
			t.Errorf("%s: no page", name)
		}
	}
}
