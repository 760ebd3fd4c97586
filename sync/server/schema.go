package server

// schema leads the database from one version to the next. The space leads every
// key: a space is an independent log, and no transaction needs two.
var schema = []string{`
-- What the server is: its id, its signing key, the id of the commons.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE accounts (
	person   TEXT PRIMARY KEY,
	user     TEXT NOT NULL UNIQUE,  -- lower case
	password TEXT NOT NULL,         -- argon2id, PHC string
	created  INTEGER NOT NULL       -- ms since 1970, as all times here
) WITHOUT ROWID;

CREATE TABLE devices (
	id      TEXT PRIMARY KEY,       -- hash of the key
	person  TEXT NOT NULL,
	key     BLOB NOT NULL,          -- Ed25519
	name    TEXT NOT NULL,
	token   BLOB UNIQUE,            -- SHA-256 of the token; NULL when signed out
	created INTEGER NOT NULL
) WITHOUT ROWID;

-- The head of each space: the last sequence and its random stamp.
CREATE TABLE spaces (
	id    TEXT PRIMARY KEY,
	type  TEXT NOT NULL,
	seq   INTEGER NOT NULL,
	stamp TEXT NOT NULL
) WITHOUT ROWID;

-- Memberships, read from their records. led tells that the person was once on
-- the staff, and so may hold what only the staff may read.
CREATE TABLE members (
	space  TEXT NOT NULL,
	person TEXT NOT NULL,
	role   TEXT NOT NULL,
	led    INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (space, person)
) WITHOUT ROWID;
CREATE INDEX members_of_person ON members (person, space);

CREATE TABLE records (
	space    TEXT NOT NULL,
	id       TEXT NOT NULL,
	kind     TEXT NOT NULL,
	class    INTEGER NOT NULL,
	seq      INTEGER NOT NULL,      -- of the set that touched it last
	audience TEXT NOT NULL,
	author   TEXT NOT NULL,
	created  INTEGER NOT NULL,
	editor   TEXT NOT NULL,
	edited   INTEGER NOT NULL,
	deleted  INTEGER NOT NULL,      -- a tombstone keeps its last body here, and shows it to nobody
	body     TEXT NOT NULL,
	UNIQUE (space, id)
);
CREATE INDEX records_to_send ON records (space, class, seq);

-- Audiences that records had, and the sequence that ended each.
CREATE TABLE past_audiences (
	space TEXT NOT NULL, id TEXT NOT NULL, until INTEGER NOT NULL, audience TEXT NOT NULL,
	PRIMARY KEY (space, id, until)
) WITHOUT ROWID;

-- Values that were replaced, or sent and merged: the bases of later edits. Kept
-- for 180 days.
CREATE TABLE kept (
	space TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, hash TEXT NOT NULL,
	value TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (space, id, field, hash)
) WITHOUT ROWID;

-- Values that were not chosen, with the audience that the record had then.
CREATE TABLE versions (
	space TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL,
	fields TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL, audience TEXT NOT NULL,
	PRIMARY KEY (space, id, version)
) WITHOUT ROWID;

-- One row for each sequence: its stamp, and the set that it was.
CREATE TABLE log (
	space TEXT NOT NULL, seq INTEGER NOT NULL, stamp TEXT NOT NULL,
	at INTEGER NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
	mixed INTEGER NOT NULL,
	PRIMARY KEY (space, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX log_by_device ON log (space, device, n) WHERE device <> '';

-- Sets that were refused, with the outcome, and the records they would have made.
CREATE TABLE refused (
	space TEXT NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, outcome TEXT NOT NULL,
	PRIMARY KEY (space, device, n)
) WITHOUT ROWID;
CREATE TABLE refused_records (
	space TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (space, id)
) WITHOUT ROWID;

-- The last number and hash of each device in each space.
CREATE TABLE chains (
	space TEXT NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
	PRIMARY KEY (space, device)
) WITHOUT ROWID;

-- The table of cursors that each device last told of.
CREATE TABLE cursors (
	device TEXT NOT NULL, space TEXT NOT NULL, cursor TEXT NOT NULL,
	PRIMARY KEY (device, space)
) WITHOUT ROWID;

-- Chunks that a person brought, and manifests of which a space has every chunk.
CREATE TABLE brought (
	person TEXT NOT NULL, chunk TEXT NOT NULL, PRIMARY KEY (person, chunk)
) WITHOUT ROWID;
CREATE TABLE stored (
	space TEXT NOT NULL, manifest TEXT NOT NULL, PRIMARY KEY (space, manifest)
) WITHOUT ROWID;

CREATE TABLE audit (
	at INTEGER NOT NULL, person TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL
);`, `
ALTER TABLE brought ADD COLUMN size INTEGER NOT NULL DEFAULT 0;

-- Chunks that a person was asked for, with the length that the manifest gives.
-- Nothing else is taken.
CREATE TABLE wanted (
	person TEXT NOT NULL, chunk TEXT NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (person, chunk)
) WITHOUT ROWID;`, `
-- When it was made, where that was long before it arrived: campus.Written as JSON.
ALTER TABLE records ADD COLUMN written TEXT NOT NULL DEFAULT '';`, `
-- What the server owes because of a record: publish it on a date, let somebody in.
CREATE TABLE errands (
	what TEXT NOT NULL, space TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (what, space, id)
) WITHOUT ROWID;
CREATE INDEX errands_by_time ON errands (at);`, `
-- Codes are looked up over all spaces, and who has given one.
CREATE INDEX records_by_code ON records (json_extract(body, '$.code')) WHERE kind='joincode' AND deleted=0;
CREATE INDEX records_by_given_code ON records (json_extract(body, '$.code')) WHERE kind='joining' AND deleted=0;`, `
-- The documents that hang on a record.
CREATE INDEX documents_by_of ON records (space, json_extract(body, '$.of')) WHERE kind='document' AND deleted=0 AND json_extract(body, '$.of') IS NOT NULL;`, `
-- Documents for the staff, few: those that hang on a draft are published with it.
CREATE INDEX documents_for_staff ON records (space) WHERE kind='document' AND audience='staff' AND deleted=0;`, `
-- Who removed what, and who had written it last: for 30 days that can be taken back.
CREATE TABLE removed (
	space TEXT NOT NULL, id TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, editor TEXT NOT NULL, edited INTEGER NOT NULL,
	PRIMARY KEY (space, id)
) WITHOUT ROWID;`, `
-- How much is owed is added up from the index alone.
DROP INDEX records_to_send;
CREATE INDEX records_to_send ON records (space, class, seq, audience, (CASE WHEN deleted THEN 0 ELSE octet_length(body) END));`,
}
