// Nobody ever sees this node. Its unique key is locked until the transaction ends: a second load waits here for the first.
CREATE (lock:Case {program: 'lock'})
DELETE lock
