package sample

// plan says how much of everything a size holds.
type plan struct {
	institutions, coordinators, teachers, students, secretariat int

	groups  int // one of them is the Matchmaking Group
	classes int
	lessons [2]int // least and most of a class
	talks   int    // without the two of the teacher

	articles, notices int // news of the secretariat, and of institutions
	topics, requests  int

	// Posts by place. They come to about 20 a person.
	topicPosts, matchPosts, pairPosts, classPosts, talkPosts int

	// alive is what a first start shows beside what people say: units, hours, work and
	// marks, quizzes, folders, tasks, answers, reactions. The batch measures texts.
	alive bool

	// Documents by place. What lessons show as pictures is counted in
	// classDocuments too.
	resources, factsheets, matchDocuments, pairDocuments, classDocuments, talkDocuments, ownDocuments int
}

func planOf(s Size) plan {
	if s == Batch {
		return plan{
			institutions: 75, coordinators: 75, teachers: 171, students: 750, secretariat: 4,
			groups: 80, classes: 150, lessons: [2]int{12, 12}, talks: 298,
			articles: 30, notices: 60, topics: 240, requests: 120,
			topicPosts: 2600, matchPosts: 400, pairPosts: 79 * 95, classPosts: 150 * 35, talkPosts: 2300,
			resources: 60, factsheets: 150, matchDocuments: 24, pairDocuments: 79 * 13,
			classDocuments: 150 * 9, talkDocuments: 100, ownDocuments: 289,
		}
	}
	return plan{
		alive:        true,
		institutions: 8, coordinators: 8, teachers: 8, students: 24, secretariat: 2,
		groups: 6, classes: 6, lessons: [2]int{4, 6}, talks: 8,
		articles: 6, notices: 5, topics: 12, requests: 9,
		topicPosts: 64, matchPosts: 18, pairPosts: 5 * 22, classPosts: 6 * 14, talkPosts: 50,
		resources: 14, factsheets: 8, matchDocuments: 3, pairDocuments: 5 * 4,
		classDocuments: 6 * 3, talkDocuments: 3, ownDocuments: 5,
	}
}
