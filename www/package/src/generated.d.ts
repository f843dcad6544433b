/** Stands in for the glue before it is built, so that the package can be checked without a Rust toolchain. */
declare module "#runtime" {
  const glue: unknown;
  export default glue;
}
declare module "#compiler" {
  const glue: unknown;
  export default glue;
}
