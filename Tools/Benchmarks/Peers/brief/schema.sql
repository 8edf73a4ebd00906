-- The same history as a plain application would keep it: what a line tells is read when it is saved.
CREATE TABLE people (
  handle char(32) PRIMARY KEY,
  name text NOT NULL,
  agreed text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE events (
  id text PRIMARY KEY,
  person char(32) REFERENCES people,
  happened timestamp NOT NULL,
  helper text NOT NULL,
  stop text NOT NULL,
  line text NOT NULL
);
CREATE INDEX events_of ON events (person, happened);
CREATE TABLE readings (
  event text NOT NULL REFERENCES events,
  person char(32),
  happened timestamp NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  words text NOT NULL
);
CREATE INDEX readings_of ON readings (person, kind, happened);
CREATE TABLE promises (
  event text PRIMARY KEY,
  person char(32) NOT NULL REFERENCES people,
  made timestamp NOT NULL,
  due timestamp,
  line text NOT NULL,
  step text NOT NULL
);
CREATE INDEX promises_of ON promises (person) WHERE step IN ('made', 'broken');
CREATE TABLE reads (
  person char(32) NOT NULL REFERENCES people,
  helper text NOT NULL,
  purpose text NOT NULL,
  happened timestamp NOT NULL DEFAULT now()
);
