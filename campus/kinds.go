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
	kindOf[Reaction]("reaction", ClassMessage, InCommons, InGroup, InClass, InTalk),
	kindOf[Article]("article", ClassMessage, InCommons, InInstitution),
	kindOf[Unit]("unit", ClassLesson, InClass),
	kindOf[Lesson]("lesson", ClassLesson, InClass),
	kindOf[Session]("session", ClassLesson, InClass),
	kindOf[Attendance]("attendance", ClassGrade, InClass),
	kindOf[LessonRead]("lessonread", ClassGrade, InClass),
	kindOf[Assignment]("assignment", ClassLesson, InClass),
	kindOf[Submission]("submission", ClassGrade, InClass),
	kindOf[Receipt]("receipt", ClassGrade, InClass, InCommons, InInstitution),
	kindOf[Mark]("mark", ClassGrade, InClass),
	kindOf[Joining]("joining", ClassMessage, InPersonal),
	kindOf[JoinCode]("joincode", ClassMessage, InGroup, InClass),
	kindOf[Applicant]("applicant", ClassMessage, InGroup),
	kindOf[Listing]("listing", ClassMessage, InCommons),
	kindOf[Task]("task", ClassMessage, InGroup),
	kindOf[Page]("page", ClassLesson, InGroup),
	kindOf[ReadMark]("readmark", ClassMessage, InPersonal),
	kindOf[Draft]("draft", ClassMessage, InPersonal),
	kindOf[Request]("request", ClassMessage, InCommons),
	kindOf[Folder]("folder", ClassRest, documentSpaces...),
	kindOf[Document]("document", ClassRest, documentSpaces...),
}

var documentSpaces = []SpaceType{InCommons, InInstitution, InGroup, InClass, InTalk, InPersonal}
