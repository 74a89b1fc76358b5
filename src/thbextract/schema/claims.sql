-- The database that `thbextract -o claims.db` writes. Comments inside a statement stay in the file, where
-- `.schema` and Datasette show them.

CREATE TABLE documents (
  -- A row for each input, in input order, also for one that could not be read.
  id INTEGER PRIMARY KEY, -- its place in the input, from 1
  source TEXT NOT NULL, -- the path as given; - is standard input
  sha256 TEXT, -- of its bytes; null if it was not read
  title TEXT,
  date TEXT, -- publication date, EDTF: 2018-05-31, 2018-05 or 2018
  issuer TEXT, -- the body that issued it
  reporting_period TEXT, -- what it reports on, EDTF
  country TEXT, -- ISO 3166-1 alpha-2
  language TEXT, -- ISO 639-1
  text TEXT, -- only if it was asked for
  failed INTEGER NOT NULL -- 1 if it, or a part of it, could not be read: problems tells why
);

CREATE TABLE claims (
  -- A row for each number that a document states. Empty means: the text does not say it, or it was not found.
  row INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id),
  id TEXT NOT NULL, -- the same in every run and format; a document that was given twice has its claims twice
  category TEXT NOT NULL, -- what the number counts
  value NUMERIC NOT NULL, -- the number; the lower end of a range; per cent for percent
  value_max NUMERIC, -- the upper end of a range
  qualifier TEXT NOT NULL, -- how exactly the number is put
  unit TEXT, -- the counted noun as written; for sentences the unit of time
  currency TEXT, -- ISO 4217
  per TEXT, -- what an amount is for each of
  action TEXT, -- the verb that governs the count
  status TEXT NOT NULL, -- reported, estimated, planned, capacity, hypothetical, denied
  sex TEXT,
  age_group TEXT,
  exploitation TEXT,
  period TEXT, -- the time that the number refers to, EDTF
  period_start TEXT, -- its first day
  period_end TEXT, -- its last day
  period_text TEXT, -- the words that it comes from
  period_basis TEXT, -- on what ground
  issuer TEXT, -- the body that answers for the number
  issuer_text TEXT, -- the words that it comes from
  issuer_basis TEXT, -- on what ground
  speaker TEXT, -- the person quoted for it
  country TEXT, -- the place that the figure is about
  part_of TEXT, -- id of the nearest whole in the same document, also if a filter has dropped that
  repeats TEXT, -- id of the first claim in the same document that tells the same figure
  start INTEGER NOT NULL, -- where the number stands in the text, in characters from 0
  "end" INTEGER NOT NULL, -- where it ends; a word of SQL, so it needs its quotes
  text TEXT NOT NULL, -- the number as written
  sentence TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  page INTEGER,
  rule TEXT NOT NULL, -- id of the rule that decided the category
  UNIQUE (document, id)
);

CREATE TABLE doubts (
  -- Reasons for a person to look at a claim (in the other formats: review).
  id INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES claims (row),
  code TEXT NOT NULL,
  detail TEXT NOT NULL
);

CREATE TABLE problems (
  -- Why an input, or a part of it, could not be used.
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id),
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  remedy TEXT NOT NULL,
  page INTEGER,
  start INTEGER,
  "end" INTEGER
);

CREATE TABLE meta (
  -- What made this file: the version of the schema and of the tool; its packs and settings as JSON.
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX claims_category ON claims (category);
CREATE INDEX claims_period ON claims (period);
CREATE INDEX claims_issuer ON claims (issuer);
CREATE INDEX doubts_claim ON doubts (claim);
CREATE INDEX problems_document ON problems (document);

CREATE VIEW claims_with_documents AS
  -- Each claim with its document's fields, as the columns of the CSV; review has the doubts in one text.
  SELECT
    claims.row, claims.document,
    documents.source,
    documents.sha256 AS document_sha256,
    documents.title AS document_title,
    documents.date AS document_date,
    documents.issuer AS document_issuer,
    documents.reporting_period AS document_reporting_period,
    documents.country AS document_country,
    documents.language AS document_language,
    claims.id, claims.category, claims.value, claims.value_max, claims.qualifier, claims.unit, claims.currency,
    claims.per, claims.action, claims.status, claims.sex, claims.age_group, claims.exploitation,
    claims.period, claims.period_start, claims.period_end, claims.period_text, claims.period_basis,
    claims.issuer, claims.issuer_text, claims.issuer_basis, claims.speaker, claims.country,
    claims.part_of, claims.repeats, claims.start, claims."end", claims.text, claims.sentence,
    claims.sentence_start, claims.page, claims.rule,
    (SELECT group_concat(code || ': ' || detail, '; ') FROM doubts WHERE doubts.claim = claims.row) AS review
  FROM claims JOIN documents ON documents.id = claims.document;

CREATE VIEW by_category_year_issuer AS
  -- How many claims there are of a kind, and between which values. No sum: figures overlap, parts stand beside
  -- their whole. What a document repeats counts once. year is 2017, or 2016/2017 for a period that reaches over both;
  -- empty if the period is open or unknown. Only like things are put together: a plan beside no report, euros
  -- beside no dollars, years of a sentence (time_unit) beside no months.
  SELECT
    category,
    CASE
      WHEN substr(period_start, 1, 4) = substr(period_end, 1, 4) THEN substr(period_start, 1, 4)
      ELSE substr(period_start, 1, 4) || '/' || substr(period_end, 1, 4)
    END AS year,
    issuer,
    status,
    currency,
    CASE category WHEN 'sentences' THEN unit END AS time_unit,
    count(*) AS claims,
    count(DISTINCT document) AS documents,
    min(value) AS min_value,
    max(coalesce(value_max, value)) AS max_value
  FROM claims
  WHERE repeats IS NULL
  GROUP BY 1, 2, 3, 4, 5, 6;

CREATE VIEW repeated_figures AS
  -- Figures that two or more documents tell: the same category, value, currency, period and issuer. A figure of an
  -- unknown period, issuer or currency is not known to be the same as another. Copies of one file are one document.
  SELECT
    category, value, value_max, currency, time_unit, period, issuer,
    count(*) AS documents, sum(claims) AS claims, group_concat(source, '; ') AS sources
  FROM (
    SELECT
      category, value, value_max, currency, CASE category WHEN 'sentences' THEN unit END AS time_unit, period,
      claims.issuer, min(source) AS source, count(*) AS claims
    FROM claims JOIN documents ON documents.id = claims.document
    WHERE period IS NOT NULL AND claims.issuer IS NOT NULL AND (category <> 'money' OR currency IS NOT NULL)
    GROUP BY category, value, value_max, currency, time_unit, period, claims.issuer, sha256
  )
  GROUP BY category, value, value_max, currency, time_unit, period, issuer
  HAVING count(*) > 1;

CREATE VIEW to_check AS
  -- Claims that a person should look at, a row for each reason.
  SELECT
    claims.row, claims.document, documents.source, claims.id, doubts.code, doubts.detail,
    claims.category, claims.value, claims.value_max, claims.unit, claims.period, claims.issuer,
    claims.text, claims.sentence
  FROM doubts
  JOIN claims ON claims.row = doubts.claim
  JOIN documents ON documents.id = claims.document;

CREATE VIEW failed_documents AS
  -- Inputs that could not be read, in whole or in part, with why and what to do.
  SELECT documents.id AS document, documents.source, problems.code, problems.message, problems.remedy
  FROM documents JOIN problems ON problems.document = documents.id
  WHERE documents.failed;
