CREATE CONSTRAINT {{name}} FOR (n:{{label}}) REQUIRE n.{{property}} IS UNIQUE
