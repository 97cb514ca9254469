import { mavenArtifacts, type Artifacts } from '../maven.js';

export type { Artifacts } from '../maven.js';

/** The jars of Neo4j, of the version in pom.xml. */
export function neo4jArtifacts(): Promise<Artifacts> {
  return mavenArtifacts('neo4j', '5.26.30');
}
