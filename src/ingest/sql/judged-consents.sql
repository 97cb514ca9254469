-- Consents with the register index of their notice, or what is wrong with the row.
CREATE OR REPLACE TEMP VIEW judged_consents AS
SELECT * REPLACE (
  CASE WHEN problem IS NOT NULL THEN problem
    WHEN notice_index IS NULL THEN 'UNKNOWN_NOTICE'
    WHEN withdrawn_at_us < given_at_us OR expires_at_us < given_at_us THEN 'WITHDRAWN_BEFORE_GIVEN' END AS problem,
  CASE WHEN problem IS NOT NULL THEN problem_column
    WHEN notice_index IS NULL THEN 'notice'
    WHEN withdrawn_at_us < given_at_us THEN 'withdrawn_at'
    WHEN expires_at_us < given_at_us THEN 'expires_at' END AS problem_column)
FROM (SELECT c.*, n.notice_index FROM typed_consents c LEFT JOIN notices n ON c.notice = n.id)
