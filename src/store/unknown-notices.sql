-- The notices for which consents were rejected because the register does not have them.
SELECT DISTINCT value FROM rejects WHERE log = 'consents' AND code = 'UNKNOWN_NOTICE' ORDER BY value
