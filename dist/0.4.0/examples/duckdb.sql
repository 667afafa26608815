-- Run by us: it prints what examples/expected.txt holds.
-- In the folder of the release: duckdb -csv < examples/duckdb.sql

CREATE VIEW claims AS FROM 'parquet/claims.parquet';
CREATE VIEW estimates AS FROM 'parquet/estimates.parquet';

SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM estimates) AS estimates;
SELECT event_id, count_basis, low, best, high, high_unbounded
FROM estimates WHERE measure = 'killed' AND population = 'people'
ORDER BY event_id, count_basis;
