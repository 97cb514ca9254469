MATCH (n) WHERE elementId(n) IN $elements
DETACH DELETE n
