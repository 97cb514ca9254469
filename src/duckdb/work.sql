-- A file for the tables of a run.
PRAGMA disable_checkpoint_on_shutdown;
ATTACH {{path}} AS work (RECOVERY_MODE 'no_wal_writes');
USE work
