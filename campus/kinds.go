package campus

// Kinds is the ordered list of all kinds. A new kind is one file with its type
// and one line here.
var Kinds = []Kind{
	rootOf[Commons](InCommons),
	rootOf[Institution](InInstitution),
	rootOf[Group](InGroup),
	rootOf[Course](InClass),
	rootOf[Talk](InTalk),
	rootOf[Personal](InPersonal),
	kindOf[Membership]("membership", ClassSpace, InCommons, InInstitution, InGroup, InClass, InTalk, InPersonal),
	kindOf[Person]("person", ClassSpace, InCommons),
	kindOf[College]("college", ClassSpace, InCommons),
	kindOf[Topic]("topic", ClassMessage, InCommons),
	kindOf[Post]("post", ClassMessage, InCommons, InGroup, InClass, InTalk),
	kindOf[Report]("report", ClassMessage, InCommons, InGroup, InClass),
	kindOf[Ruling]("ruling", ClassMessage, InCommons, InGroup, InClass),
	kindOf[Reaction]("reaction", ClassMessage, InCommons, InGroup, InClass, InTalk),
	kindOf[Article]("article", ClassMessage, InCommons, InInstitution),
	kindOf[Lesson]("lesson", ClassLesson, InClass),
	kindOf[Assignment]("assignment", ClassLesson, InClass),
	kindOf[Submission]("submission", ClassGrade, InClass),
	kindOf[Receipt]("receipt", ClassGrade, InClass),
	kindOf[Mark]("mark", ClassGrade, InClass),
	kindOf[ReadMark]("readmark", ClassMessage, InPersonal),
	kindOf[Follow]("follow", ClassMessage, InPersonal),
	kindOf[Draft]("draft", ClassMessage, InPersonal),
	kindOf[Request]("request", ClassMessage, InCommons),
	kindOf[Document]("document", ClassRest, InCommons, InInstitution, InGroup, InClass, InTalk, InPersonal),
}
