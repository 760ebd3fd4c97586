package storage

import "strings"

// tallySaid keeps, by triggers, what is known of each thread without looking at its
// posts: how many there are, how many of them others wrote, how many of those mention
// the person, and when the first, the last, and the last of others were written. A post
// that cannot be seen is not said. Where another's post was taken away or changed, what
// concerns others may be too large: such a thread is not sure, and is counted (unread.go).
// One's own posts, which get another time when the server has them, leave it sure: then
// last may be too late and first too early, which only makes it be counted more often.
var tallySaid = expand(`
-- Whose copy this is, for triggers: meta holds it in the middle of JSON.
CREATE TABLE me (person TEXT NOT NULL);
INSERT INTO me SELECT CAST(value AS TEXT) ->> '$.Person' FROM meta WHERE name='identity';
CREATE TRIGGER me_known AFTER INSERT ON meta WHEN new.name='identity' BEGIN
	DELETE FROM me;
	INSERT INTO me VALUES (CAST(new.value AS TEXT) ->> '$.Person');
END;
DROP TRIGGER said_new; DROP TRIGGER said_gone; DROP TRIGGER said_changed; DROP TABLE said;
CREATE TABLE said (
	space TEXT NOT NULL, topic TEXT NOT NULL, count INTEGER NOT NULL, last INTEGER NOT NULL,
	others INTEGER NOT NULL, calls INTEGER NOT NULL, first INTEGER NOT NULL, heard INTEGER NOT NULL, sure INTEGER NOT NULL,
	PRIMARY KEY (space, topic)
) WITHOUT ROWID;
INSERT INTO said SELECT space, topic, count(*), max(created), sum(others), sum(calls), min(created), max(iif(others, created, 0)), min(sure)
	FROM (SELECT p.space, TOPIC(p) AS topic, p.created, FOREIGN(p) AS others, CALLS(p) AS calls, SURE AS sure FROM records p WHERE SAID(p))
	GROUP BY 1, 2;
CREATE TRIGGER said_new AFTER INSERT ON records WHEN SAID(new) BEGIN
	MORE
END;
CREATE TRIGGER said_gone AFTER DELETE ON records WHEN SAID(old) BEGIN
	LESS
END;
CREATE TRIGGER said_changed AFTER UPDATE OF body, shown, deleted, waiting, created, audience, author ON records
	WHEN (old.kind='post' OR new.kind='post') AND (SAID(old) IS NOT SAID(new) OR TOPIC(old) IS NOT TOPIC(new) OR old.created<>new.created
		OR old.author<>new.author OR CALLS(old) IS NOT CALLS(new)) BEGIN
	LESS
	MORE
END;
`)

// leanSaid has the trigger of a new post, which a first copy fires for each, do with one
// look at what it needs.
var leanSaid = expand(`
DROP TRIGGER said_new;
CREATE TRIGGER said_new AFTER INSERT ON records WHEN SAID(new) BEGIN
	INSERT INTO said VALUES (new.space, TOPIC(new), 1, new.created, FOREIGN(new), CALLS(new), new.created, iif(FOREIGN(new), new.created, 0), SURE)
		ON CONFLICT (space, topic) DO UPDATE SET ADD;
END;
`)

// expand writes out what several places of tallySaid say.
func expand(sql string) string {
	for _, short := range [][2]string{
		{"MORE", `INSERT INTO said SELECT new.space, TOPIC(new), 1, new.created, FOREIGN(new), CALLS(new), new.created, iif(FOREIGN(new), new.created, 0), SURE WHERE SAID(new)
		ON CONFLICT (space, topic) DO UPDATE SET ADD;`},
		{"ADD", `count=count+1, last=max(last, excluded.last), others=others+excluded.others,
			calls=calls+excluded.calls, first=min(first, excluded.first), heard=max(heard, excluded.heard), sure=min(sure, excluded.sure)`},
		{"LESS", `UPDATE said SET count=count-1, sure=min(sure, NOT FOREIGN(old)) WHERE SAID(old) AND space=old.space AND topic=TOPIC(old);`},
	} {
		sql = strings.ReplaceAll(sql, short[0], short[1])
	}
	sql = strings.ReplaceAll(sql, "SURE", `(SELECT count(*) FROM me)`)
	for _, row := range []string{"p", "old", "new"} {
		for _, short := range [][2]string{
			{"SAID", `(row.kind='post' AND row.deleted=0 AND row.waiting<2 AND row.audience='' AND coalesce(row.shown, row.body) IS NOT NULL AND TOPIC(row) IS NOT NULL)`},
			{"FOREIGN", `(row.author IS NOT (SELECT person FROM me))`},
			{"CALLS", `(coalesce(instr(json_extract(coalesce(row.shown, row.body), '$.mentions'), (SELECT person FROM me)), 0)>0 AND FOREIGN(row))`},
			{"FOREIGN", `(row.author IS NOT (SELECT person FROM me))`},
			{"TOPIC", `json_extract(coalesce(row.shown, row.body), '$.topic')`},
		} {
			sql = strings.ReplaceAll(sql, short[0]+"("+row+")", strings.ReplaceAll(strings.ReplaceAll(short[1], "(row)", "("+row+")"), "row.", row+"."))
		}
	}
	return sql
}
