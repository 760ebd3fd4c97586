package journey

import (
	"path/filepath"
	"time"
)

// The people of the journey, all of the sample campus.
const (
	teacher  = "siti"
	student  = "dara"
	outsider = "agus" // of the teacher's own institution, and still no member
)

// What is said in step 3.
const (
	question   = "Why do we measure at night as well as at noon?"
	correction = "Corrected: water before sunrise, not at noon."
)

func (p *play) journey() {
	siti, dara, agus := p.desk(teacher), p.desk(student), p.desk(outsider)
	p.say("Three people sign in once, with the network there: a teacher, a student and somebody else.")
	for _, d := range []*desk{siti, dara, agus} {
		d.signIn(d.name)
	}
	agus.quit()
	p.tour(siti)
	p.mouse(siti)
	p.alone(siti, dara)
	p.together(siti, dara)
	p.apart(siti, dara)
	p.outside(agus)
	siti.quit()
	dara.quit()
	p.say("The journey holds.")
}

// alone is step 1: a class is made without a network, and outlives the program
// however it ends.
func (p *play) alone(siti, dara *desk) {
	c := p.course
	siti.line.cut()
	siti.wait("Offline")
	p.say("1. The network is off. The teacher makes a class and writes three lessons.")
	siti.tap("Training")
	siti.tap("New class")
	siti.typed("Title", c.title)
	siti.do("choose", "Study area", "Agriculture")
	siti.typed("What it is about", "How a farm measures what its plants need, and waters them by itself.")
	siti.picture("class-form")
	siti.tap("Make the class")
	siti.wait("No lessons yet")

	siti.tap("New lesson")
	siti.typed("Title of the lesson", c.heading)
	siti.pasted("Write in Markdown", c.text)
	siti.wait(c.words)
	siti.file(c.picture)
	siti.tap("Add a picture")
	siti.wait(".png)")
	siti.absent(" 0 of ") // the preview follows the keys a moment later
	siti.picture("editor")
	siti.key("Ctrl+Enter")
	siti.absent("Kept on this computer while you write")
	p.back(siti)
	siti.wait("1. " + c.heading)
	p.say("   The first is typed, with a picture; a kill -9 follows at once.")
	siti.kill()
	siti.start()
	p.toClass(siti)
	siti.wait("1. " + c.heading)

	for i, file := range c.imports {
		siti.file(file)
		siti.tap("Import Markdown")
		p.imported(siti, c.titles[i])
	}
	siti.picture("three-lessons")
	p.say("   The others come from Markdown files, with their pictures.")

	siti.tap("Documents")
	siti.file(c.pdf)
	siti.tap("Add a document")
	siti.wait(filepath.Base(c.pdf))
	siti.picture("document-waits")

	siti.tap("Members")
	siti.tap("Add students")
	siti.typed("Find", student)
	p.pick(siti, "Dara")
	p.pickOther(siti)
	siti.picture("add-students")
	siti.tap("Add 2 students")
	siti.wait("3 members")
	siti.picture("members")
	p.say("   A PDF is attached and two students are added.")

	siti.quit()
	p.say("   The program is closed and opened again.")
	siti.start()
	siti.wait("Offline")
	siti.wait("wait on this computer · last sync")
	siti.tap("wait on this computer")
	siti.wait(c.title)
	siti.picture("what-waits")
	p.toClass(siti)
	p.everything(siti)
	siti.picture("after-restart")
	siti.tap(c.titles[0])
	siti.wait(c.titles[0])
	time.Sleep(time.Second) // for the pictures in the picture
	siti.picture("lesson")
	p.back(siti)
	p.say("   All is there, and the status line says what waits.")
	if n := p.server.count("class", c.title); n != 0 {
		p.fail("the class is on the server, and the network was off")
	}
	dara.tap("Training")
	dara.absent(c.title)
}

// together is step 2: the line is mended.
func (p *play) together(siti, dara *desk) {
	c := p.course
	p.say("2. The network is on.")
	there := make(chan time.Time, 1)
	go func() { // looks into the server's own file
		for p.ctx.Err() == nil {
			if _, _, ok := p.server.find("class", c.title); ok {
				there <- time.Now()
				return
			}
			time.Sleep(2 * time.Millisecond)
		}
	}()
	siti.line.mend()
	dara.do("wait", c.title, "40")
	seen := time.Now()
	late := seen.Sub(<-there)
	if late > 2*time.Second {
		p.fail("the student's window showed the class %v after it was on the server", late)
	}
	p.say("   The student's window showed the class %d ms after it was on the server.", max(0, late.Milliseconds()))
	dara.picture("class-arrives")
	p.toClass(dara)
	p.everything(dara)
	dara.tap(c.titles[0])
	dara.wait(c.titles[0])
	siti.waitLong("everything is on the server")
	siti.picture("all-on-server")
	time.Sleep(time.Second)
	dara.picture("lesson")
	p.back(dara)
	p.readPDF(dara)
}

// apart is step 3: both work without a network, and then hear of each other.
func (p *play) apart(siti, dara *desk) {
	c := p.course
	p.say("3. The network is off on both. The student asks; the teacher corrects a lesson.")
	siti.line.cut()
	dara.line.cut()
	siti.wait("Offline")
	dara.wait("Offline")
	p.toClass(dara)
	dara.tap("Discussion")
	dara.typed("Ask or answer in this class", question)
	dara.key("Ctrl+Enter")
	dara.wait("waiting to be sent")
	dara.picture("question-waits")

	p.toClass(siti)
	siti.tap(c.heading)
	siti.tap("Edit")
	siti.wait("Preview")
	siti.do("focus", "Write in Markdown")
	siti.key("Ctrl+Home")
	siti.typed("Write in Markdown", correction+"\n\n")
	siti.picture("correction")
	siti.key("Ctrl+Enter")
	siti.wait("waiting to be sent")

	p.say("   Both close the program and start it again; one by the menu, one as a system does that shuts down.")
	siti.quit()
	dara.terminate()
	siti.start()
	dara.start()
	siti.wait("1 change waits on this computer")
	dara.wait("1 change waits on this computer")
	p.toClass(dara)
	dara.tap("Discussion")
	dara.wait(question)
	siti.line.mend()
	dara.line.mend()
	p.toClass(siti)
	siti.tap("Discussion")
	siti.waitLong(question)
	siti.picture("question-arrives")
	dara.tap("Lessons")
	dara.tap(c.heading)
	dara.waitLong(correction)
	dara.picture("correction-arrives")
	siti.waitLong("everything is on the server")
	dara.waitLong("everything is on the server")
	p.say("   The network is on: both see both.")
}

// outside is step 4: somebody who is no member.
func (p *play) outside(agus *desk) {
	p.say("4. Somebody who is no member sees none of it.")
	agus.start()
	agus.waitLong("everything is on the server")
	agus.tap("Training")
	time.Sleep(300 * time.Millisecond)
	agus.absent(p.course.title)
	agus.picture("outsider")
	agus.tap("Home")
	agus.absent(p.course.title)
	agus.quit()
	p.wire()
	p.say("   Neither in the window nor over the wire.")
}
