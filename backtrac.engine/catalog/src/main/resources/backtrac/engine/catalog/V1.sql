-- Only standard SQL, for Derby and PostgreSQL. Times are milliseconds since 1970-01-01 UTC.

CREATE TABLE clients (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	name VARCHAR(200) NOT NULL,
	name_key VARCHAR(1000) NOT NULL,
	CONSTRAINT clients_name UNIQUE (name_key)
);

CREATE TABLE plans (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	client_id VARCHAR(100) NOT NULL,
	name VARCHAR(200) NOT NULL,
	name_key VARCHAR(1000) NOT NULL,
	transport VARCHAR(100) NOT NULL,
	CONSTRAINT plans_client FOREIGN KEY (client_id) REFERENCES clients (id),
	CONSTRAINT plans_name UNIQUE (client_id, name)
);

CREATE TABLE plan_settings (
	plan_id VARCHAR(100) NOT NULL,
	setting VARCHAR(200) NOT NULL,
	content VARCHAR(32000) NOT NULL,
	CONSTRAINT plan_settings_key PRIMARY KEY (plan_id, setting),
	CONSTRAINT plan_settings_plan FOREIGN KEY (plan_id) REFERENCES plans (id) ON DELETE CASCADE
);

CREATE TABLE plan_excludes (
	plan_id VARCHAR(100) NOT NULL,
	place INTEGER NOT NULL,
	glob VARCHAR(32000) NOT NULL,
	CONSTRAINT plan_excludes_key PRIMARY KEY (plan_id, place),
	CONSTRAINT plan_excludes_plan FOREIGN KEY (plan_id) REFERENCES plans (id) ON DELETE CASCADE
);

-- No index on a column that changes while a run goes on: see DerbyDatabase.
CREATE TABLE runs (
	id VARCHAR(100) NOT NULL PRIMARY KEY,
	verb VARCHAR(100) NOT NULL,
	plan_id VARCHAR(100),
	state VARCHAR(20) NOT NULL,
	queued BIGINT NOT NULL,
	started BIGINT,
	finished BIGINT,
	snapshot_id VARCHAR(100),
	files BIGINT NOT NULL,
	bytes BIGINT NOT NULL,
	bytes_stored BIGINT NOT NULL,
	problems BIGINT NOT NULL,
	message VARCHAR(4000),
	CONSTRAINT runs_plan FOREIGN KEY (plan_id) REFERENCES plans (id)
);

CREATE INDEX runs_by_time ON runs (queued DESC, id DESC);

CREATE TABLE users (
	name VARCHAR(200) NOT NULL PRIMARY KEY,
	password VARCHAR(500) NOT NULL,
	one_time BOOLEAN NOT NULL
);
