/**
 * Operators of query plans that read the graph and do nothing else, without what stands in brackets behind a name, and
 * without `Partitioned` before it. Whatever is not among them is refused: operators that write, change the schema, read
 * files, administrate, or that a later version of Neo4j may bring.
 * (https://neo4j.com/docs/cypher-manual/5/planning-and-tuning/operators/)
 */
export const READING_OPERATORS: ReadonlySet<string> = new Set([
  ...['AllNodesScan', 'NodeByLabelScan', 'NodeByIdSeek', 'NodeByElementIdSeek', 'NodeIndexScan'],
  ...['NodeIndexContainsScan', 'NodeIndexEndsWithScan', 'NodeIndexSeek', 'NodeIndexSeekByRange'],
  ...['NodeUniqueIndexSeek', 'NodeUniqueIndexSeekByRange', 'MultiNodeIndexSeek', 'UnionNodeByLabelsScan'],
  ...['IntersectionNodeByLabelsScan', 'SubtractionNodeByLabelsScan'],
  ...['Directed', 'Undirected'].flatMap((way) =>
    [
      ...[
        'AllRelationshipsScan',
        'RelationshipByIdSeek',
        'RelationshipByElementIdSeek',
        'RelationshipIndexScan',
      ],
      ...['RelationshipIndexContainsScan', 'RelationshipIndexEndsWithScan', 'RelationshipIndexSeek'],
      ...['RelationshipIndexSeekByRange', 'RelationshipUniqueIndexSeek', 'RelationshipTypeScan'],
      ...['UnionRelationshipTypesScan'],
    ].map((what) => way + what),
  ),
  ...['NodeCountFromCountStore', 'RelationshipCountFromCountStore'],
  ...['Expand', 'OptionalExpand', 'VarLengthExpand', 'PathPropagatingBFS', 'Repeat', 'BidirectionalRepeat'],
  ...['ShortestPath', 'StatefulShortestPath', 'ProjectEndpoints', 'AssertSameNode', 'AssertSameRelationship'],
  ...['Apply', 'SemiApply', 'AntiSemiApply', 'LetSemiApply', 'LetAntiSemiApply', 'SelectOrSemiApply'],
  ...['SelectOrAntiSemiApply', 'LetSelectOrSemiApply', 'LetSelectOrAntiSemiApply', 'ConditionalApply'],
  ...['AntiConditionalApply', 'RollUpApply', 'TriadicSelection', 'TriadicBuild', 'TriadicFilter'],
  ...['CartesianProduct', 'NodeHashJoin', 'ValueHashJoin', 'NodeLeftOuterHashJoin', 'NodeRightOuterHashJoin'],
  ...[
    'Union',
    'OrderedUnion',
    'Argument',
    'EmptyRow',
    'EmptyResult',
    'Optional',
    'Unwind',
    'Projection',
    'Filter',
  ],
  ...[
    'Distinct',
    'OrderedDistinct',
    'EagerAggregation',
    'OrderedAggregation',
    'Eager',
    'Limit',
    'ExhaustiveLimit',
  ],
  ...['Skip', 'Sort', 'PartialSort', 'Top', 'PartialTop', 'CacheProperties', 'RemoteBatchProperties'],
  ...['PreserveOrder', 'ProduceResults'],
]);

/** Procedures that describe the graph or search it. */
export const READING_PROCEDURES: ReadonlySet<string> = new Set([
  ...['db.labels', 'db.relationshipTypes', 'db.propertyKeys', 'db.schema.visualization'],
  ...['db.schema.nodeTypeProperties', 'db.schema.relTypeProperties'],
  ...['db.index.fulltext.queryNodes', 'db.index.fulltext.queryRelationships'],
]);

/** Namespaces of functions that Neo4j brings along and that compute from their arguments alone. */
export const COMPUTING_NAMESPACES: ReadonlySet<string> = new Set([
  ...['date', 'datetime', 'localdatetime', 'localtime', 'time', 'duration', 'point', 'vector'],
]);
