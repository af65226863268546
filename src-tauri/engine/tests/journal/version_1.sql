PRAGMA journal_mode = WAL;
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    event_type TEXT NOT NULL,
    at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    via TEXT NOT NULL,
    payload TEXT NOT NULL,
    verdict TEXT
) STRICT;
CREATE INDEX events_by_source ON events (source, id);
CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    event INTEGER,
    seen_at INTEGER NOT NULL,
    announced_at INTEGER,
    expires_at INTEGER,
    UNIQUE (source, key)
) STRICT;
CREATE TABLE cache (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
INSERT INTO events VALUES
    (1, 'neuro', 'live:1', 'streamOnline', 1794999000000, 1794999000000, 'push', '{"id":"1"}', 'rang'),
    (2, 'neuro', 'secret:x:20775', 'secretneuroaccountOnline', 1794999100000, 1794999100000, 'push', 'null', NULL),
    (3, 'neuro', 'schedule:2026/47:aaaaaaaaaaaaaaaa', 'scheduleUpdate', 1794999200000, 1794999200000, 'push', 'null', 'rang'),
    (4, 'neuro', 'schedule:2026/47:bbbbbbbbbbbbbbbb', 'scheduleUpdate', 1794999300000, 1794999300000, 'push', 'null', 'silenced (paused)');
INSERT INTO keys VALUES
    (1, 'neuro', 'live:1', 1, 1794999000000, 1794999000001, NULL),
    (2, 'neuro', 'secret:x:20775', 2, 1794999100000, NULL, NULL),
    (3, 'neuro', 'schedule:2026/47:aaaaaaaaaaaaaaaa', 3, 1794999200000, 1794999200001, NULL),
    (4, 'neuro', 'schedule:2026/47:bbbbbbbbbbbbbbbb', 4, 1794999300000, NULL, NULL);
INSERT INTO cache VALUES ('neuro', 'latest', '7', 1794999200000);
PRAGMA user_version = 1;
