-- Who may call: tokens of programs; and the log of what was changed by whom.

-- active_key: the name's key as long as the token is not revoked, so that of those no two have one name
CREATE TABLE tokens (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	name VARCHAR(200) NOT NULL,
	name_key VARCHAR(1000) NOT NULL,
	active_key VARCHAR(1000),
	grants VARCHAR(20) NOT NULL,
	client VARCHAR(200),
	hash VARCHAR(100) NOT NULL,
	created BIGINT NOT NULL,
	expires BIGINT,
	last_used BIGINT,
	revoked BIGINT,
	CONSTRAINT tokens_name UNIQUE (active_key)
);

-- Many. Rows are never changed.
CREATE TABLE audit_log (
	id BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL,
	told BIGINT NOT NULL,
	who VARCHAR(200) NOT NULL,
	address VARCHAR(100) NOT NULL,
	what VARCHAR(200) NOT NULL,
	details VARCHAR(4000) NOT NULL,
	result VARCHAR(4000) NOT NULL,
	CONSTRAINT audit_log_key PRIMARY KEY (id)
);

-- Derby reads an index in its order only, and the latest come first.
CREATE INDEX audit_by_id ON audit_log (id DESC);
CREATE INDEX audit_by_who ON audit_log (who, id DESC);
CREATE INDEX audit_by_what ON audit_log (what, id DESC);
CREATE INDEX audit_by_both ON audit_log (who, what, id DESC);
CREATE INDEX audit_by_time ON audit_log (told DESC, id DESC);
