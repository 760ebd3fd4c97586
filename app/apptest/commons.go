package apptest

import (
	"fmt"
	"time"

	"rantau/campus"
)

func (c *Campus) commons() {
	r := c.Replica
	c.at(50 * time.Hour)
	r.Add(c.Commons, c.Nadia, "article", c.Article, &campus.Article{Title: "The exchange window opens on 22 March",
		Text: "All agreements are signed. **Students**: please complete your profile before Friday.\n\n- Orientation: 19 March, online\n- First classes: 22 March\n"})
	c.at(8 * 24 * time.Hour)
	r.Add(c.Commons, c.Nadia, "article", campus.DerivedID("article", "2"), &campus.Article{Title: "74 institutions take part in this batch",
		Text: "Eleven countries, seven study areas. Thank you to all coordinators."})
	c.at(30 * time.Hour)
	r.Add(c.Commons, c.Maria, "topic", c.Topic, &campus.Topic{Title: "How do you learn when the power is out?",
		Text: "In our barangay it is out two evenings a week. I download lessons in the morning. What do you do?"})
	for i, p := range []struct {
		by   campus.ID
		text string
	}{
		{c.Dewi, "Saya belajar di perpustakaan kampus, lalu mengerjakan tugas di rumah tanpa internet."},
		{c.Sok, "I study early, at five. It is cool then and nobody needs the phone."},
	} {
		c.at(time.Duration(20-i) * time.Hour)
		r.Add(c.Commons, p.by, "post", campus.DerivedID("answer", fmt.Sprint(i)), &campus.Post{Topic: c.Topic, Text: p.text})
	}
	r.Add(c.Commons, c.Nadia, "request", c.Request, &campus.Request{Title: "Looking for a partner in hospitality, ten students each way",
		Text: "Four weeks, three hours a day.", Area: campus.StudyAreas[3], Send: 10, Receive: 10, Languages: "en ms", State: campus.RequestOpen})
	r.Add(c.Group, c.Siti, "group", c.Group, &campus.Group{Name: "Bandung Raya and Penang", About: "Our partnership.", Entry: campus.EntryClosed, Pair: []campus.ID{c.Bandung, c.Penang}})
	c.join(c.Group, c.Siti, campus.Owner)
	c.join(c.Group, c.Nadia, campus.Staff)
	c.join(c.Group, c.Dewi, campus.Member)
	r.Add(c.Group, c.Nadia, "post", campus.DerivedID("group post"), &campus.Post{Topic: c.Group, Text: "The letter of acceptance is in the documents."})
	r.Add(c.Talk, c.Siti, "talk", c.Talk, &campus.Talk{})
	c.join(c.Talk, c.Siti, campus.Owner)
	c.join(c.Talk, c.Dewi, campus.Member)
}

// Lesson is a lesson with all that a lesson can hold.
const Lesson = `# What soil moisture tells a farmer

![A graph of moisture over three days](../../images/moisture.png)

> Sketch by the class of last year. A picture like this one says in a moment what a table says in a page.

In the last lesson we looked at **temperature**. Today it is *water*: the one thing a farmer can give every day. In this lesson we'll cover:

* [Ways to measure](#ways-to-measure)
* [What the numbers mean](#what-the-numbers-mean)
* [Your task](#your-task)

## Ways to measure

There are two kinds of sensor that you can buy for the price of a lunch:

1. **Resistive**: two probes and the soil between them. The *wetter* the soil, the lower the resistance.

   > You can build one from two nails. Keep them three centimetres apart.

2. **Capacitive**: no metal touches the soil, so nothing rusts.
   - costs a little more
   - lasts for years
     - if the cable does

The board reads either with ` + "`analogRead(A0)`" + ` and gives a number from 0 to 1023:

` + "```" + `python
import time
while True:
    soil = adc.read(0)
    print("soil moisture:", soil)
    time.sleep(10)
` + "```" + `

## What the numbers mean

| Reading | Soil | What to do |
| ------: | ---- | ---------- |
| 0 – 300 | wet, water stands between the grains | wait; ~~water~~ let it drain |
| 300 – 600 | moist, right for most vegetables | nothing |
| 600 – 1023 | dry | water slowly, then measure again after an hour |

✅ Do some research: how much water is lost through the leaves of one tomato plant in a day?

---

## Your task

Measure one pot for three days, at seven, at noon and at five. Write the numbers in the [field notebook](https://example.org/notebook) and bring them to the discussion.

![Wiring of the board](wiring.png)
`
