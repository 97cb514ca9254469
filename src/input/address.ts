/** True for an address, such as hdfs://host/logs/*.parquet or s3a://bucket/a.csv; a path of this machine is none. */
export function isAddress(text: string): boolean {
  // A single letter is a drive of Windows.
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
}
