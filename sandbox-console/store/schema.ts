// Tables of the sandbox console. Key texts, tokens and passwords exist here only as hashes.

export const schema = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS organizations (
  uid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  alias TEXT,
  type TEXT NOT NULL,
  reseller_uid TEXT REFERENCES organizations (uid),
  status TEXT NOT NULL DEFAULT 'Active',
  rest_access INTEGER NOT NULL DEFAULT 1,
  email TEXT,
  city TEXT
);
CREATE TABLE IF NOT EXISTS users (
  uid TEXT PRIMARY KEY,
  organization_uid TEXT NOT NULL REFERENCES organizations (uid),
  user_name TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'Enabled',
  mfa_policy TEXT NOT NULL DEFAULT 'Disabled',
  first_name TEXT,
  last_name TEXT,
  email TEXT,
  password TEXT
);
CREATE INDEX IF NOT EXISTS users_by_name ON users (user_name COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS logins (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id INTEGER NOT NULL UNIQUE,
  user_uid TEXT NOT NULL REFERENCES users (uid),
  provider TEXT NOT NULL,
  description TEXT,
  read_only INTEGER NOT NULL DEFAULT 0,
  scopes TEXT NOT NULL,
  switched_off INTEGER NOT NULL DEFAULT 0,
  identifier TEXT NOT NULL,
  public_key TEXT,
  public_key_digest TEXT UNIQUE,
  secret_digest TEXT UNIQUE,
  totp_secret TEXT,
  creation_date TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS logins_by_user ON logins (user_uid);
CREATE TABLE IF NOT EXISTS tokens (
  digest TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  user_uid TEXT NOT NULL,
  login_id TEXT NOT NULL,
  read_only INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS tokens_by_user ON tokens (user_uid);
CREATE TABLE IF NOT EXISTS activity (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  user_uid TEXT,
  organization_uid TEXT
);
`
