MATCH ()-[r]->() WHERE elementId(r) IN $elements
DELETE r
