-- An account that has as many of everything as it may have, and a verification code that a test knows.
-- Keys and codes are kept as their SHA-256: this one is that of `max-account-key`, and that of `bobs-verification`.

INSERT INTO accounts (account_id, username, email, password_hash, email_status, timezone, balance, created_at)
VALUES (100, 'max', 'max@example.com', '', 'live', 'UTC', 1000, 0);
INSERT INTO keys (kind, digest, account_id)
VALUES ('account', X'e863ac20dd85028bb7d32353aa6a6cbf24805c7b8228622cb5d99d377b6a74a5', 100);

CREATE TEMPORARY TABLE numbers AS
    WITH RECURSIVE numbers (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM numbers WHERE n < 199) SELECT n FROM numbers;
INSERT INTO channels (channel_id, account_id, name, created_at) SELECT n, 100, 'channel', 0 FROM numbers;
INSERT INTO groups (account_id, group_name, created_at) SELECT 100, 'group ' || n, 0 FROM numbers;
INSERT INTO commands (channel_id, command_string, created_at) SELECT 100, 'wait', 0 FROM numbers;
INSERT INTO keys (kind, digest, account_id, channel_id) SELECT 'read', randomblob(32), 100, 100 FROM numbers;

UPDATE accounts SET verification = X'fdd763f6410f3f7a8337b05605cac86ed3b445a8bcfc0bd2b27c0ae86a03e2cb' WHERE username = 'bob';
