-- Times are seconds since 1970; keys and codes are kept as their SHA-256.

CREATE TABLE accounts (
    account_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    username      TEXT NOT NULL UNIQUE COLLATE NOCASE,
    email         TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    email_status  TEXT NOT NULL CHECK (email_status IN ('live', 'unverified')),
    verification  BLOB,
    timezone      TEXT NOT NULL,
    openid        TEXT UNIQUE,
    balance       INTEGER NOT NULL CHECK (balance >= 0),
    settings      TEXT NOT NULL DEFAULT '{}',
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE channels (
    channel_id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX channels_of_account ON channels (account_id);

CREATE TABLE keys (
    key_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL CHECK (kind IN ('account', 'token', 'write', 'read')),
    digest     BLOB NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts,
    channel_id INTEGER REFERENCES channels ON DELETE CASCADE,
    expires_at INTEGER,
    CHECK ((kind IN ('write', 'read')) = (channel_id IS NOT NULL))
) STRICT;
CREATE INDEX keys_of_account ON keys (account_id);
CREATE INDEX keys_of_channel ON keys (channel_id);

CREATE TABLE feeds (
    entry_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    fields     TEXT NOT NULL CHECK (json_valid(fields))
) STRICT;
CREATE INDEX feeds_by_time ON feeds (channel_id, created_at);

CREATE TABLE commands (
    command_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id     INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    command_string TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    executed_at    INTEGER
) STRICT;
CREATE INDEX commands_waiting ON commands (channel_id, command_id) WHERE executed_at IS NULL;

CREATE TABLE groups (
    group_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts,
    group_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX groups_of_account ON groups (account_id);

CREATE TABLE group_channels (
    group_id   INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channels ON DELETE CASCADE,
    PRIMARY KEY (group_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_channels_by_channel ON group_channels (channel_id);
