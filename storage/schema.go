package storage

// schema leads the local copy from one version to the next.
var schema = []string{`
-- Who and where: person, device key, token, server. Times are ms since 1970.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- body is the server's; shown is the body with the outbox replayed over it, and
-- NULL where the outbox does not touch the record. A record that the server does
-- not have yet has no body; one whose creation was refused has neither.
CREATE TABLE records (
	space    TEXT NOT NULL,
	id       TEXT NOT NULL,
	kind     TEXT NOT NULL,
	seq      INTEGER NOT NULL,
	audience TEXT NOT NULL, -- as shown
	author   TEXT NOT NULL,
	created  INTEGER NOT NULL,
	editor   TEXT NOT NULL,
	edited   INTEGER NOT NULL,
	deleted  INTEGER NOT NULL,
	body     TEXT,
	shown    TEXT,
	heard_audience TEXT NOT NULL DEFAULT '', -- the server's
	waiting  INTEGER NOT NULL DEFAULT 0, -- the outbox touches it: 1, and deletes it: 2
	shelved  INTEGER NOT NULL DEFAULT 0, -- the server went back in time: 1 being looked for, 2 it has it no longer, 3 and it was sent anew, or is not going to be
	PRIMARY KEY (space, id)
);
CREATE INDEX records_by_id ON records (id);
CREATE INDEX records_by_kind ON records (kind, space, created);
CREATE INDEX posts_by_topic ON records (json_extract(coalesce(shown, body), '$.topic'), created) WHERE kind = 'post';
CREATE INDEX documents_by_lesson ON records (json_extract(coalesce(shown, body), '$.lesson')) WHERE kind = 'document';

CREATE TABLE versions (
	space TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL,
	fields TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (space, id, version)
) WITHOUT ROWID;

-- Sets with no final outcome, and refused ones until their person has dealt with
-- them. replay is 0 for sets that were taken once and are sent again after the
-- server went back in time: they are not shown, unless they are refused now.
CREATE TABLE outbox (
	nr     INTEGER PRIMARY KEY,
	space  TEXT NOT NULL, n INTEGER NOT NULL,
	bytes  TEXT NOT NULL, signature BLOB NOT NULL, hash TEXT NOT NULL,
	saved  INTEGER NOT NULL,
	state  TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
	replay INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX outbox_by_number ON outbox (space, n);
-- The records that a set in the outbox touches.
CREATE TABLE touched (
	space TEXT NOT NULL, id TEXT NOT NULL, nr INTEGER NOT NULL,
	PRIMARY KEY (space, id, nr)
) WITHOUT ROWID;
CREATE INDEX touched_by_set ON touched (nr);

-- Sets that were taken, for 30 days.
CREATE TABLE sent (
	space TEXT NOT NULL, n INTEGER NOT NULL,
	bytes TEXT NOT NULL, signature BLOB NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (space, n)
);

-- The last number and hash in each space.
CREATE TABLE chains (space TEXT PRIMARY KEY, n INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;

-- The spaces that are here. told is the cursor that the server knows of.
CREATE TABLE spaces (
	space TEXT PRIMARY KEY, role TEXT NOT NULL,
	cursor TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
-- Spaces that are no longer here, until the server has been told.
CREATE TABLE dropped (space TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;

-- Lines of the server's that this program does not understand.
CREATE TABLE unknown (nr INTEGER PRIMARY KEY, line TEXT NOT NULL);

-- Documents whose bytes are here and not yet on the server.
CREATE TABLE uploads (space TEXT NOT NULL, document TEXT NOT NULL, manifest TEXT NOT NULL, PRIMARY KEY (space, document));
`, `
-- The last set of a space that was taken, until the cursor stands behind it: only
-- then does the cursor show that the server went back to before it. Negative
-- while the answer that confirms it is being read.
-- In sent, numbers below 1 are those of devices that this copy was before.
ALTER TABLE spaces ADD COLUMN taken INTEGER NOT NULL DEFAULT 0;
`, `
-- The words of each record, as package words finds them, with spaces between them:
-- the tokenizer splits at spaces and nowhere else. The text itself is in records.
-- folded holds words without the marks of Latin letters, parts the words of which
-- compounds are made.
CREATE VIRTUAL TABLE search USING fts5(title, text, folded, parts, content='', contentless_delete=1,
	tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co P* S* Cf'", prefix='2 3');
-- Records that search has to read anew, by their rowid. (OR IGNORE would not do in the
-- triggers: the conflict clause of the statement that fires them comes before it.)
CREATE TABLE unsearched (nr INTEGER PRIMARY KEY);
CREATE TRIGGER search_new AFTER INSERT ON records WHEN new.kind IN ('lesson', 'post', 'document', 'person', 'article', 'request', 'topic', 'class', 'group', 'talk', 'college', 'institution') BEGIN
	INSERT INTO unsearched (nr) SELECT new.rowid WHERE NOT EXISTS (SELECT 1 FROM unsearched WHERE nr=new.rowid);
END;
CREATE TRIGGER search_changed AFTER UPDATE OF body, shown, deleted, waiting ON records WHEN new.kind IN ('lesson', 'post', 'document', 'person', 'article', 'request', 'topic', 'class', 'group', 'talk', 'college', 'institution') BEGIN
	INSERT INTO unsearched (nr) SELECT new.rowid WHERE NOT EXISTS (SELECT 1 FROM unsearched WHERE nr=new.rowid);
END;
CREATE TRIGGER search_gone AFTER DELETE ON records WHEN old.kind IN ('lesson', 'post', 'document', 'person', 'article', 'request', 'topic', 'class', 'group', 'talk', 'college', 'institution') BEGIN
	INSERT INTO unsearched (nr) SELECT old.rowid WHERE NOT EXISTS (SELECT 1 FROM unsearched WHERE nr=old.rowid);
END;
INSERT INTO unsearched (nr) SELECT rowid FROM records WHERE kind IN ('lesson', 'post', 'document', 'person', 'article', 'request', 'topic', 'class', 'group', 'talk', 'college', 'institution');
`, `
-- When it was made, where that was long before it arrived: campus.Written as JSON.
ALTER TABLE records ADD COLUMN written TEXT NOT NULL DEFAULT '';
`, `
-- What hangs on another record names it in its field "of".
CREATE INDEX records_by_of ON records (json_extract(coalesce(shown, body), '$.of'), kind, created) WHERE json_extract(coalesce(shown, body), '$.of') IS NOT NULL;
-- The triggers of search are made by followSearched, from the list of kinds in the code.
DROP TRIGGER search_new; DROP TRIGGER search_changed; DROP TRIGGER search_gone;
`, `
-- The text of documents, by content: what of it was looked for, each page with words, and
-- their words as in search. trouble says why a file has none.
CREATE TABLE doctexts (manifest TEXT PRIMARY KEY, pages INTEGER NOT NULL, trouble TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE docpages (nr INTEGER PRIMARY KEY, manifest TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (manifest, page));
CREATE VIRTUAL TABLE docsearch USING fts5(title, text, folded, parts, content='', contentless_delete=1,
	tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co P* S* Cf'", prefix='2 3');
CREATE INDEX documents_by_manifest ON records (json_extract(coalesce(shown, body), '$.manifest')) WHERE kind = 'document';
`, `
-- How often something was said in a thread, and when last, kept by triggers: a list of
-- threads must not read all posts. A post that cannot be seen is not said.
CREATE TABLE said (
	space TEXT NOT NULL, topic TEXT NOT NULL, count INTEGER NOT NULL, last INTEGER NOT NULL,
	PRIMARY KEY (space, topic)
) WITHOUT ROWID;
INSERT INTO said SELECT p.space, json_extract(coalesce(p.shown, p.body), '$.topic'), count(*), max(p.created) FROM records p
	WHERE p.kind='post' AND (p.deleted=0 AND p.waiting<2 AND coalesce(p.shown, p.body) IS NOT NULL) AND json_extract(coalesce(p.shown, p.body), '$.topic') IS NOT NULL GROUP BY 1, 2;
CREATE TRIGGER said_new AFTER INSERT ON records WHEN new.kind='post' AND (new.deleted=0 AND new.waiting<2 AND coalesce(new.shown, new.body) IS NOT NULL) AND json_extract(coalesce(new.shown, new.body), '$.topic') IS NOT NULL BEGIN
	INSERT INTO said VALUES (new.space, json_extract(coalesce(new.shown, new.body), '$.topic'), 1, new.created)
		ON CONFLICT (space, topic) DO UPDATE SET count=count+1, last=max(last, excluded.last);
END;
CREATE TRIGGER said_gone AFTER DELETE ON records WHEN old.kind='post' AND (old.deleted=0 AND old.waiting<2 AND coalesce(old.shown, old.body) IS NOT NULL) AND json_extract(coalesce(old.shown, old.body), '$.topic') IS NOT NULL BEGIN
	UPDATE said SET count=count-1 WHERE space=old.space AND topic=json_extract(coalesce(old.shown, old.body), '$.topic');
END;
CREATE TRIGGER said_changed AFTER UPDATE OF body, shown, deleted, waiting, created ON records
	WHEN new.kind='post' AND ((old.deleted=0 AND old.waiting<2 AND coalesce(old.shown, old.body) IS NOT NULL) IS NOT (new.deleted=0 AND new.waiting<2 AND coalesce(new.shown, new.body) IS NOT NULL) OR json_extract(coalesce(old.shown, old.body), '$.topic') IS NOT json_extract(coalesce(new.shown, new.body), '$.topic') OR old.created<>new.created) BEGIN
	UPDATE said SET count=count-1 WHERE (old.deleted=0 AND old.waiting<2 AND coalesce(old.shown, old.body) IS NOT NULL) AND space=old.space AND topic=json_extract(coalesce(old.shown, old.body), '$.topic');
	INSERT INTO said SELECT new.space, json_extract(coalesce(new.shown, new.body), '$.topic'), 1, new.created WHERE (new.deleted=0 AND new.waiting<2 AND coalesce(new.shown, new.body) IS NOT NULL) AND json_extract(coalesce(new.shown, new.body), '$.topic') IS NOT NULL
		ON CONFLICT (space, topic) DO UPDATE SET count=count+1, last=max(last, excluded.last);
END;
`, `
-- What records with a text said before, as far as this copy has seen it; past.go.
CREATE TABLE past (
	nr INTEGER PRIMARY KEY,
	space TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, editor TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE INDEX past_by_record ON past (space, id);
`, `
-- A document has a file to bring for each of its versions.
ALTER TABLE uploads RENAME TO uploads_before;
CREATE TABLE uploads (space TEXT NOT NULL, document TEXT NOT NULL, manifest TEXT NOT NULL, PRIMARY KEY (space, document, manifest));
INSERT INTO uploads SELECT space, document, manifest FROM uploads_before ORDER BY rowid;
DROP TABLE uploads_before;
-- Documents and folders that the person keeps on this computer.
CREATE TABLE kept (space TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (space, id));
`, tallySaid, `
-- The first documents of a space by name, without sorting thousands.
CREATE INDEX documents_by_name ON records (space, coalesce(json_extract(coalesce(shown, body), '$.name'), json_extract(coalesce(shown, body), '$.title')) COLLATE NOCASE, created, id) WHERE kind = 'document';
-- What was handed in, among all that everybody sees.
CREATE INDEX documents_aside ON records (space, created, id) WHERE kind = 'document' AND audience <> '';
`, `
-- deleted is as shown, but for what the outbox deletes; this is the server's.
ALTER TABLE records ADD COLUMN heard_deleted INTEGER NOT NULL DEFAULT 0;
UPDATE records SET heard_deleted=1 WHERE deleted=1;
-- What this computer deleted, as it was then, by the body hash that the deletion names:
-- for 30 days that can be taken back. revive.go.
CREATE TABLE removed (
	space TEXT NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
	PRIMARY KEY (space, id, hash)
) WITHOUT ROWID;
`, `
-- What a day cost on the wire, in bytes; and the last syncs, for who looks.
CREATE TABLE usage (day TEXT PRIMARY KEY, sent INTEGER NOT NULL, received INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE syncs (
	nr INTEGER PRIMARY KEY, at INTEGER NOT NULL, took INTEGER NOT NULL, sets INTEGER NOT NULL, records INTEGER NOT NULL,
	sent INTEGER NOT NULL, received INTEGER NOT NULL, trouble TEXT NOT NULL
);
`, `
-- What the server lost, without reading all records.
CREATE INDEX records_shelved ON records (space) WHERE shelved > 0;
ALTER TABLE syncs ADD COLUMN files INTEGER NOT NULL DEFAULT 0;
` + leanSaid, `
-- Folders on the disk that are kept in step, and what was the same on both sides: times in
-- ns since 1970.
CREATE TABLE mirrors (space TEXT PRIMARY KEY, dir TEXT NOT NULL, mark TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mirrored (
	space TEXT NOT NULL, document TEXT NOT NULL, path TEXT NOT NULL, place TEXT NOT NULL, manifest TEXT NOT NULL,
	size INTEGER NOT NULL, modified INTEGER NOT NULL, file TEXT NOT NULL,
	PRIMARY KEY (space, document)
) WITHOUT ROWID;
`, `
-- What the space was called, of what was refused in one that was left.
ALTER TABLE outbox ADD COLUMN place TEXT NOT NULL DEFAULT '';
`}
